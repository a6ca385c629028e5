// A page of a form follows what is answered on it, as the server would draw it: `<form data-mirror="id">`, or a part
// of a form that asks a few questions more, names the JSON that says how. Without scripts the server draws it once more.
import { announce } from "../../page";
import { say } from "../../texts";
import { read, type Form, type Reading } from "./mirror";
import { start as startRankings } from "./ranking";
import { pageAnswers } from "./typed";
import type { Answers } from "./expression";

interface Mirror extends Form {
  language: string;
  prefix: string;
  page: string;
  given: Answers;
}

class Page {
  private readonly questions: HTMLElement[];

  /** `place` holds the questions, and is `form` or stands in it. */
  constructor(
    private readonly place: HTMLElement,
    private readonly form: HTMLFormElement,
    private readonly mirror: Mirror,
  ) {
    this.questions = [...place.querySelectorAll<HTMLElement>("[data-question]")];
    for (const event of ["input", "change"]) place.addEventListener(event, () => this.follow(true));
    // Said of the whole form; a part that was taken out of it since no longer minds.
    form.addEventListener("parvis:restored", () => place.isConnected && this.follow(true));
    this.follow(false);
  }

  private follow(aloud: boolean): void {
    const { nodes, page, prefix, given } = this.mirror;
    const reading = read(this.mirror, { ...given, ...pageAnswers(this.form, nodes, page, prefix) });
    const before = this.questions.filter((one) => !one.hidden).length;
    const parts = [...this.place.querySelectorAll<HTMLElement>("[data-part]")];
    for (const part of parts) part.hidden = !reading.shown.has(part.dataset["part"] ?? "");
    for (const question of this.questions) this.draw(question, reading);
    const shown = this.questions.filter((one) => !one.hidden);
    const seen = this.place.querySelector<HTMLInputElement>("input[name=seen]");
    const visible = [...parts.filter((one) => !one.hidden).map((one) => one.dataset["part"]), ...shown.map((one) => one.dataset["question"])];
    if (seen) seen.value = visible.join(" ");
    if (aloud && shown.length > before) announce(say(shown.length - before === 1 ? "questionMore" : "questionsMore", shown.length - before));
  }

  private draw(question: HTMLElement, reading: Reading): void {
    const path = question.dataset["question"] ?? "";
    question.hidden = !reading.shown.has(path);
    const optional = question.querySelector<HTMLElement>("[data-optional]");
    if (optional) optional.hidden = reading.required.has(path);
    const [block, at, key = block] = path.split(".") as [string, string?, string?];
    const answers = at === undefined ? reading.answers : ((reading.answers[block] as Answers[] | undefined)?.[Number(at)] ?? {});
    const node = this.mirror.nodes[key];
    if (node?.kind === "computed") this.work(question, answers[key], node.decimals ?? 0);
    if (node?.depends_on) offer(question, answers[node.depends_on] ?? reading.answers[node.depends_on]);
  }

  private work(question: HTMLElement, value: unknown, decimals: number): void {
    const place = question.querySelector("output");
    if (!place) return;
    const figures = new Intl.NumberFormat(this.mirror.language, { maximumFractionDigits: decimals });
    place.textContent = typeof value === "number" ? figures.format(value) : value === undefined || value === null ? "…" : String(value);
  }
}

/** Of what depends on the question above, what was chosen there offers. */
function offer(question: HTMLElement, above: unknown): void {
  const chosen = Array.isArray(above) ? above : [above];
  for (const choice of question.querySelectorAll<HTMLElement>("[data-under]")) {
    const isOffered = chosen.includes(choice.dataset["under"]);
    choice.hidden = !isOffered;
    if (choice instanceof HTMLOptionElement) {
      choice.disabled = !isOffered;
      if (!isOffered) choice.selected = false;
    }
    const box = choice.querySelector("input");
    if (box && !isOffered) box.checked = false;
  }
  const waits = question.querySelector<HTMLElement>("[data-waits]");
  if (waits) waits.hidden = above !== undefined && above !== null;
  const search = question.querySelector<HTMLElement>("[data-combo]");
  if (search) {
    const address = new URL(search.dataset["combo"] ?? "", location.href);
    address.searchParams.set("above", chosen.map((one) => String(one ?? "")).join(" "));
    search.dataset["combo"] = address.pathname + address.search;
  }
}

/** Makes every form below `root` that says how, whole or in part, follow its answers. */
export function start(root: ParentNode): void {
  startRankings(root);
  for (const place of root.querySelectorAll<HTMLElement>("[data-mirror]:not([data-mirrored])")) {
    const told = document.getElementById(place.dataset["mirror"] ?? "");
    const form = place.closest("form");
    if (!told || !form) continue;
    place.dataset["mirrored"] = "yes";
    new Page(place, form, JSON.parse(told.textContent ?? "") as Mirror);
  }
}
