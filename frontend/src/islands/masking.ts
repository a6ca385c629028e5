// A photo made ready for the public: boxes drawn on it, beside the squares that any browser ticks.
import { announce } from "../page";
import { say } from "../texts";

const COLUMNS = 12;
/** A shorter drag, in shares of the picture, is a tap: it ticks the square under it. */
const LEAST = 0.01;

export type Box = [left: number, top: number, right: number, bottom: number];

const within = (share: number) => Math.min(1, Math.max(0, share));

/** The box between two corners, cut to the picture; null for a tap. */
export function drawn(from: [number, number], to: [number, number]): Box | null {
  const [x, y] = [[from[0], to[0]], [from[1], to[1]]].map((pair) => pair.map(within).sort((a, b) => a - b)) as [number[], number[]];
  const box: Box = [x[0]!, y[0]!, x[1]!, y[1]!];
  return box[2] - box[0] < LEAST || box[3] - box[1] < LEAST ? null : box;
}

/** The square that a key leads to from `at`, among `count` in rows of twelve; itself at an edge. */
export function nextSquare(at: number, key: string, count: number): number {
  const column = at % COLUMNS;
  if (key === "ArrowRight") return column < COLUMNS - 1 ? at + 1 : at;
  if (key === "ArrowLeft") return column > 0 ? at - 1 : at;
  if (key === "ArrowDown") return at + COLUMNS < count ? at + COLUMNS : at;
  if (key === "ArrowUp") return at >= COLUMNS ? at - COLUMNS : at;
  return at;
}

class Masking {
  private readonly list: HTMLElement;
  private readonly board: HTMLElement;
  private readonly boxes: SVGSVGElement;
  private from: [number, number] | null = null;
  private draft: SVGRectElement | null = null;
  private added = 0;
  private wasDrag = false;

  constructor(private readonly form: HTMLFormElement) {
    this.list = form.querySelector(".masking__seen")!;
    this.board = form.querySelector(".masking")!;
    this.boxes = form.querySelector(".masking__boxes")!;
    form.querySelector("[data-without-script]")?.setAttribute("hidden", "");
    form.querySelector("[data-with-script]")?.removeAttribute("hidden");
    this.squares();
    form.addEventListener("change", () => this.show());
    this.board.addEventListener("pointerdown", (event) => this.begin(event));
    this.board.addEventListener("pointermove", (event) => this.move(event));
    this.board.addEventListener("pointerup", (event) => this.end(event));
    this.board.addEventListener("pointercancel", () => this.drop());
    // A drag that ends on the square where it began ticks nothing; the space bar still does.
    this.board.addEventListener("click", (event) => this.wasDrag && event.detail && event.preventDefault(), true);
    this.show();
  }

  /** One stop of the tab key for all the squares; the arrows go from one to the next. */
  private squares(): void {
    const all = [...this.form.querySelectorAll<HTMLInputElement>("[name=cell]")];
    all.forEach((one, at) => (one.tabIndex = at ? -1 : 0));
    this.board.addEventListener("keydown", (event) => {
      const at = all.indexOf(event.target as HTMLInputElement);
      const next = all[nextSquare(at, event.key, all.length)];
      if (at < 0 || !next || next === all[at]) return;
      event.preventDefault();
      all[at]!.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    });
  }

  private at(event: PointerEvent): [number, number] {
    const place = this.board.getBoundingClientRect();
    return [(event.clientX - place.left) / place.width, (event.clientY - place.top) / place.height];
  }

  private begin(event: PointerEvent): void {
    // A finger scrolls the page: it ticks squares.
    if (event.button !== 0 || event.pointerType === "touch") return;
    this.wasDrag = false;
    this.from = this.at(event);
  }

  private move(event: PointerEvent): void {
    const box = this.from && drawn(this.from, this.at(event));
    if (!box) return;
    this.draft ??= this.boxes.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "rect"));
    place(this.draft, box);
  }

  private end(event: PointerEvent): void {
    const box = this.from && drawn(this.from, this.at(event));
    this.wasDrag = Boolean(box);
    if (box) this.add(box);
    this.drop();
  }

  private drop(): void {
    this.draft?.remove();
    this.draft = this.from = null;
  }

  private add(box: Box): void {
    const value = box.map((side) => side.toFixed(5)).join(",");
    const rect = this.boxes.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "rect"));
    rect.dataset["value"] = value;
    place(rect, box);
    const name = say("maskAdded", String(++this.added));
    const label = document.createElement("label");
    label.className = "choice";
    const tick = Object.assign(document.createElement("input"), { type: "checkbox", name: "box", value, checked: true });
    label.append(tick, name);
    this.list.querySelector(".hint")!.before(label);
    this.show();
    announce(name);
  }

  /** A box that is not ticked any more is drawn in dashes. */
  private show(): void {
    for (const tick of this.form.querySelectorAll<HTMLInputElement>("[name=box]")) {
      this.boxes.querySelector(`[data-value="${tick.value}"]`)?.classList.toggle("is-off", !tick.checked);
    }
  }
}

function place(rect: SVGRectElement, [left, top, right, bottom]: Box): void {
  const sides = { x: left, y: top, width: right - left, height: bottom - top };
  for (const [name, share] of Object.entries(sides)) rect.setAttribute(name, String(Math.round(share * 1000)));
}

export function start(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-masking]")) new Masking(form);
}
