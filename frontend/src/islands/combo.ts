// Completion of an address, a street or a kind of request: ARIA 1.2 combobox with a list.
import { announce, icon } from "../page";
import { say } from "../texts";
import type { PlaceDetail } from "./map/pick";

/** One proposal of the completion address: `{"results": [...]}`. */
export interface Proposal {
  label: string;
  context?: string;
  icon?: string;
  id?: string;
  href?: string;
  lon?: number;
  lat?: number;
  /** The lines of an envelope, "" where one is not known. */
  parts?: Record<string, string>;
}

const WAIT_MS = 160;
let numbered = 0;

/** The option after a key: none (-1), then each in turn, round and round. */
export function nextOption(current: number, key: string, count: number): number {
  if (!count) return -1;
  if (key === "ArrowDown") return current >= count - 1 ? 0 : current + 1;
  if (key === "ArrowUp") return current <= 0 ? count - 1 : current - 1;
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  return current;
}

class Combo {
  private readonly list = document.createElement("ul");
  private readonly input: HTMLInputElement;
  private proposals: Proposal[] = [];
  private active = -1;
  private timer = 0;
  private asking: AbortController | null = null;

  constructor(private readonly box: HTMLElement, input: HTMLInputElement) {
    this.input = input;
    const id = `combo-${++numbered}`;
    this.list.id = id;
    this.list.className = "combo__list";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", input.labels?.[0]?.textContent?.trim() ?? "");
    this.list.hidden = true;
    box.append(this.list);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", id);
    input.setAttribute("aria-expanded", "false");
    // What a browser may fill in by itself, it still may (an address of one's own).
    input.autocomplete ||= "off";
    input.addEventListener("input", () => this.later());
    input.addEventListener("keydown", (event) => this.onKey(event));
    input.addEventListener("blur", () => setTimeout(() => this.close(), 120));
  }

  private later(): void {
    this.hold();
    this.highlight(-1);
    const query = this.input.value.trim();
    if (query.length < Number(this.box.dataset["min"] ?? 2)) return this.close();
    this.timer = window.setTimeout(() => void this.ask(query), WAIT_MS);
  }

  /** What one reads is what one picks: no answer still under way may replace the list. */
  private hold(): void {
    clearTimeout(this.timer);
    this.asking?.abort();
  }

  private async ask(query: string): Promise<void> {
    this.asking = new AbortController();
    const url = this.box.dataset["combo"] ?? "";
    try {
      const answer = await fetch(`${url}${url.includes("?") ? "&" : "?"}q=${encodeURIComponent(query)}`, {
        signal: this.asking.signal,
        headers: { Accept: "application/json" },
      });
      if (!answer.ok) throw new Error(String(answer.status));
      const { results } = (await answer.json()) as { results: Proposal[] };
      this.open(results);
    } catch (problem) {
      // Typing goes on as if there were no completion: the words alone are enough.
      if (!(problem instanceof DOMException && problem.name === "AbortError")) this.close();
    }
  }

  private open(proposals: Proposal[]): void {
    this.proposals = proposals;
    this.list.replaceChildren(...proposals.map((one, index) => this.option(one, index)));
    this.highlight(-1);
    this.list.hidden = !proposals.length;
    this.input.setAttribute("aria-expanded", String(proposals.length > 0));
    announce(proposals.length === 0 ? say("noSuggestion") : proposals.length === 1 ? say("suggestion") : say("suggestions", proposals.length));
  }

  private option(proposal: Proposal, index: number): HTMLElement {
    const item = document.createElement("li");
    item.id = `${this.list.id}-${index}`;
    item.className = "combo__option";
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    if (proposal.icon) item.append(icon(proposal.icon));
    const words = document.createElement("span");
    words.textContent = proposal.label;
    if (proposal.context) {
      const more = document.createElement("small");
      more.textContent = proposal.context;
      words.append(more);
    }
    item.append(words);
    item.addEventListener("mousedown", (event) => {
      event.preventDefault();
      this.hold();
    });
    item.addEventListener("click", () => this.choose(index));
    return item;
  }

  private onKey(event: KeyboardEvent): void {
    if (this.list.hidden) {
      if (event.key === "ArrowDown" && this.input.value.trim()) this.later();
      return;
    }
    if (event.key === "Escape") {
      event.preventDefault();
      return this.close();
    }
    if (event.key === "Enter" && this.active >= 0) {
      event.preventDefault();
      return this.choose(this.active);
    }
    const moved = nextOption(this.active, event.key, this.proposals.length);
    if (!["ArrowDown", "ArrowUp"].includes(event.key)) return;
    event.preventDefault();
    this.hold();
    this.highlight(moved);
  }

  private highlight(index: number): void {
    this.active = index;
    [...this.list.children].forEach((child, at) => child.setAttribute("aria-selected", String(at === index)));
    const item = this.list.children[index];
    if (!item) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", item.id);
    item.scrollIntoView({ block: "nearest" });
  }

  private choose(index: number): void {
    const proposal = this.proposals[index];
    if (!proposal) return;
    if (proposal.href) return location.assign(proposal.href);
    this.input.value = proposal.label;
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
    this.fillParts(proposal.parts ?? {});
    this.fill("value", proposal.id);
    this.fill("lon", proposal.lon?.toFixed(6));
    this.fill("lat", proposal.lat?.toFixed(6));
    if (proposal.lon !== undefined && proposal.lat !== undefined) {
      const detail: PlaceDetail = { lon: proposal.lon, lat: proposal.lat, label: proposal.label, source: "address" };
      this.box.dispatchEvent(new CustomEvent("parvis:place", { bubbles: true, detail }));
    }
    this.close();
  }

  /** Each known part into the box of its own, this one too: `data-parts` is what their ids begin with. */
  private fillParts(parts: Record<string, string>): void {
    const prefix = this.box.dataset["parts"];
    if (!prefix) return;
    for (const [part, text] of Object.entries(parts)) {
      const field = document.getElementById(`${prefix}-${part}`);
      if (!(field instanceof HTMLInputElement) || !text) continue;
      field.value = text;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  private fill(name: string, value: string | undefined): void {
    const selector = this.box.dataset[name];
    const field = selector ? document.querySelector<HTMLInputElement>(selector) : null;
    if (!field || value === undefined) return;
    field.value = value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  private close(): void {
    this.hold();
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.highlight(-1);
  }
}

/** Makes every `[data-combo]` below `root` complete what is typed. */
export function start(root: ParentNode): void {
  for (const box of root.querySelectorAll<HTMLElement>("[data-combo]:not([data-live])")) {
    const input = box.querySelector<HTMLInputElement>("input:not([type=hidden])");
    if (!input) continue;
    box.dataset["live"] = "yes";
    new Combo(box, input);
  }
}
