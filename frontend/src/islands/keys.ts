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

function visible(letter: string): HTMLElement[] {
  const all = document.querySelectorAll<HTMLElement>(`[data-key="${CSS.escape(letter)}"]`);
  return [...all].filter((one) => one.offsetParent !== null);
}

/** Goes to what carries this letter, in the open request first: a field is entered, a menu opened
 * at its first field, anything else pressed. */
function press(letter: string): HTMLElement | undefined {
  const found = visible(letter);
  const target = found.find((one) => one.closest(".case")) ?? found[0];
  if (!target) return undefined;
  if (isTyping(target)) target.focus();
  else target.click();
  const menu = target.closest("details");
  if (target.tagName === "SUMMARY" && menu?.open) menu.querySelector<HTMLElement>("select, input:not([type=hidden])")?.focus();
  return target;
}

/** Whether a letter is meant for the highlighted request rather than for what the page shows:
 * reply, assign, state and hand over from the list alone, and note and take too where another
 * request is open. */
export function opensFirst(letter: string, highlighted: string | undefined, open: string | undefined): boolean {
  if (!highlighted || highlighted === open) return false;
  return (open === undefined ? "rast" : "rastnm").includes(letter);
}

/** A letter whose field (or act) is still on its way, in the request `id`, and what was typed since. */
let wanted: { id: string; letter: string; typed: string } | null = null;
const TO_A_FIELD = "rastn";

function openCase(): string | undefined {
  return document.querySelector<HTMLElement>(".case")?.dataset["case"];
}

/** Presses a letter; where it brings its field first, waits for it. */
function enter(letter: string): boolean {
  const target = press(letter);
  const id = openCase();
  if (id && target?.matches(".case [hx-get]")) wanted = { id, letter, typed: "" };
  return target !== undefined;
}

/** Opens the highlighted request (of the list alone: its first, where none is) for what this letter does. */
function reach(letter: string): boolean {
  const open = openCase();
  const row = current() ?? (open === undefined ? rows()[0] : undefined);
  const id = row?.closest("[data-pane]") ? row.dataset["id"] : undefined;
  if (!id || !opensFirst(letter, id, open)) return false;
  wanted = { id, letter, typed: "" };
  link(row)?.click();
  return true;
}

/** What is typed while a field is on its way is meant for that field: no letter of it is an act. */
function hold(event: KeyboardEvent): boolean {
  if (!wanted || !TO_A_FIELD.includes(wanted.letter)) return false;
  if (isTyping(event.target) || event.key === "Escape") {
    wanted = null;
    return false;
  }
  if (event.key === "Backspace") wanted.typed = wanted.typed.slice(0, -1);
  else if (event.key === "Enter") wanted.typed += "\n";
  else if (event.key.length === 1) wanted.typed += event.key;
  else return false;
  event.preventDefault();
  return true;
}

/** The field has come: what was typed meanwhile goes into it, where it takes words. */
function fill(field: HTMLElement, typed: string): void {
  if (!typed || !(field instanceof HTMLTextAreaElement)) return;
  field.setRangeText(typed, field.value.length, field.value.length, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** A request has come into the page: if it was opened for a letter, that is done now. One that was
 * chosen before may still come first. */
function onOpened(): void {
  if (!wanted || wanted.id !== openCase()) return;
  const { letter, typed } = wanted;
  wanted = null;
  const target = press(letter);
  if (!target) return;
  if (target.matches(".case [hx-get]")) wanted = { id: openCase() ?? "", letter, typed };
  else fill(target, typed);
}

/** Another way to work has come into the open request: the field that a letter asked for, perhaps. */
function onComposer(event: Event): void {
  if (!(event.target instanceof Element) || event.target.id !== "composer" || !wanted) return;
  const { letter, typed } = wanted;
  wanted = null;
  const field = visible(letter).find((one) => isTyping(one) && one.closest("#composer"));
  field?.focus();
  if (field) fill(field, typed);
}

function forget(): void {
  wanted = null;
}

/** Something else was chosen meanwhile, with the mouse: the letter waits no more. */
function onClick(event: MouseEvent): void {
  if (event.isTrusted) wanted = null;
}

const ACTS: Record<string, () => void> = {
  j: () => move(1),
  k: () => move(-1),
  o: () => {
    wanted = null;
    link(current())?.click();
  },
  x: () => current()?.querySelector<HTMLInputElement>("input[type=checkbox]")?.click(),
  "?": () => document.querySelector<HTMLDialogElement>("#keys-help")?.showModal(),
};

/** Whether this agent's letters act at all: who dictates, or whose hand trembles, has turned them off. */
function lettersAct(): boolean {
  return !document.querySelector('[data-letters="off"]');
}

function onKey(event: KeyboardEvent): void {
  if (event.key !== "Escape" && !lettersAct()) return;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.querySelector("dialog[open]") || hold(event)) return;
  if (event.key === "Escape" && isTyping(event.target)) return (event.target as HTMLElement).blur();
  if (isTyping(event.target)) return;
  if (reach(event.key) || enter(event.key)) return event.preventDefault();
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
  document.addEventListener("click", onClick);
  document.addEventListener("parvis:opened", onOpened);
  document.addEventListener("htmx:afterSettle", onComposer);
  document.addEventListener("htmx:responseError", forget);
  document.addEventListener("htmx:sendError", forget);
  document.addEventListener("parvis:point", (event) => {
    const { id } = (event as CustomEvent<{ id: string }>).detail;
    const row = rows().find((one) => one.dataset["id"] === id);
    if (!row) return;
    for (const other of rows()) other.classList.toggle("is-here", other === row);
    row.scrollIntoView({ block: "center" });
    link(row)?.focus();
  });
}
