// The desk without a mouse. `data-key="r"` on anything that a letter reaches; `data-keys="list"` on a list.
import { announce, isTyping } from "../page";
import { say } from "../texts";

/** The row after moving by `step` from `current` (-1 for none), kept within the list. */
export function nextRow(current: number, step: number, count: number): number {
  if (!count) return -1;
  if (current < 0) return step > 0 ? 0 : count - 1;
  return Math.min(count - 1, Math.max(0, current + step));
}

function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-keys="list"] > *')].filter((row) => row.offsetParent !== null);
}

function here(all: HTMLElement[]): number {
  const focused = all.findIndex((row) => row.contains(document.activeElement));
  return focused >= 0 ? focused : all.findIndex((row) => row.classList.contains("is-here"));
}

function link(row: HTMLElement | undefined): HTMLElement | null {
  return row?.querySelector<HTMLElement>("[data-open], .queue__title, a") ?? null;
}

/** Moves to the next or previous row, tells the map, and reads it out. */
function move(step: number): void {
  const all = rows();
  const at = nextRow(here(all), step, all.length);
  const row = all[at];
  if (!row) return;
  for (const other of all) other.classList.toggle("is-here", other === row);
  const target = link(row);
  target?.focus();
  row.scrollIntoView({ block: "nearest" });
  const id = row.dataset["id"];
  if (id) document.dispatchEvent(new CustomEvent("parvis:select", { detail: { id } }));
  announce(say("chosenRow", target?.textContent?.trim() ?? "", at + 1, all.length));
}

function current(): HTMLElement | undefined {
  const all = rows();
  return all[here(all)];
}

/** Goes to what carries this letter: a field is entered, anything else is pressed. */
function press(letter: string): boolean {
  const target = [...document.querySelectorAll<HTMLElement>(`[data-key="${CSS.escape(letter)}"]`)].find((one) => one.offsetParent !== null);
  if (!target) return false;
  if (isTyping(target)) target.focus();
  else target.click();
  return true;
}

const ACTS: Record<string, () => void> = {
  j: () => move(1),
  k: () => move(-1),
  o: () => link(current())?.click(),
  x: () => current()?.querySelector<HTMLInputElement>("input[type=checkbox]")?.click(),
  "?": () => document.querySelector<HTMLDialogElement>("#keys-help")?.showModal(),
};

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.querySelector("dialog[open]")) return;
  if (event.key === "Escape" && isTyping(event.target)) return (event.target as HTMLElement).blur();
  if (isTyping(event.target)) return;
  if (press(event.key)) return event.preventDefault();
  const act = ACTS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

let listening = false;

/** Listens to the keyboard once for the page. */
export function start(): void {
  if (listening) return;
  listening = true;
  document.addEventListener("keydown", onKey);
  document.addEventListener("parvis:point", (event) => {
    const { id } = (event as CustomEvent<{ id: string }>).detail;
    const row = rows().find((one) => one.dataset["id"] === id);
    if (!row) return;
    for (const other of rows()) other.classList.toggle("is-here", other === row);
    row.scrollIntoView({ block: "center" });
    link(row)?.focus();
  });
}
