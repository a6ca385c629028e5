// Putting in order with two buttons each; the numbers beside them go on working.
import { announce, icon } from "../../page";
import { say } from "../../texts";

/** The order after one item has moved by one place; those without a rank come last. */
export function moved<T>(order: T[], item: T, by: number): T[] {
  const at = order.indexOf(item);
  const to = Math.min(order.length - 1, Math.max(0, at + by));
  const rest = order.filter((one) => one !== item);
  return [...rest.slice(0, to), item, ...rest.slice(to)];
}

class Ranking {
  constructor(private readonly list: HTMLElement) {
    for (const row of this.rows()) {
      row.append(this.button(row, -1, "chevron-up", "rankUp"), this.button(row, 1, "chevron-down", "rankDown"));
    }
  }

  private rows(): HTMLElement[] {
    return [...this.list.querySelectorAll<HTMLElement>(".ranking__row")];
  }

  private button(row: HTMLElement, by: number, drawing: string, words: "rankUp" | "rankDown"): HTMLButtonElement {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn--icon btn--quiet";
    button.setAttribute("aria-label", say(words, this.name(row)));
    button.append(icon(drawing));
    button.addEventListener("click", () => this.move(row, by, button));
    return button;
  }

  private name(row: HTMLElement): string {
    return row.querySelector("label")?.textContent?.trim() ?? "";
  }

  private move(row: HTMLElement, by: number, button: HTMLButtonElement): void {
    const order = moved(this.rows(), row, by);
    this.list.append(...order);
    order.forEach((one, at) => {
      const select = one.querySelector("select");
      if (select) select.value = at < select.options.length - 1 ? String(at + 1) : "";
    });
    button.focus();
    row.querySelector("select")?.dispatchEvent(new Event("change", { bubbles: true }));
    announce(say("ranked", this.name(row), order.indexOf(row) + 1));
  }
}

/** Adds the buttons to every ranking below `root`. */
export function start(root: ParentNode): void {
  for (const list of root.querySelectorAll<HTMLElement>("[data-ranking]:not([data-live])")) {
    list.dataset["live"] = "yes";
    new Ranking(list);
  }
}
