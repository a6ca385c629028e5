// The builder of forms: what is typed is kept as one goes, the preview follows, parts are carried
// with the mouse, and acts have keys. All of it works without this, by buttons.
import { announce, csrfToken } from "../page";

const builder = () => document.getElementById("builder");
const settings = () => document.querySelector<HTMLFormElement>("form[data-settings]");
// What is replaced when something is kept while one goes on typing.
const AROUND = [".build__state", ".build__tools", ".build__outline", ".findings-place", "#preview"];

let dirty = false;
let keeping: Promise<boolean> | null = null;

async function send(form: HTMLFormElement, url: string): Promise<Response> {
  const body = new URLSearchParams();
  new FormData(form).forEach((value, name) => body.append(name, String(value)));
  return fetch(url, { method: "POST", body, headers: { "X-CSRFToken": csrfToken() } });
}

function refocus(id: string): void {
  if (id) document.getElementById(id)?.focus();
}

function wakeAgain(place: HTMLElement): void {
  void import("../start").then(({ wake }) => wake(place));
  void import("htmx.org").then(({ default: htmx }) => htmx.process(place));
}

/** Takes what the server says of the form now: all of it, or what stands around the settings. */
function take(page: Document, whole: boolean): void {
  const here = builder();
  const fresh = page.getElementById("builder");
  if (!here || !fresh) return;
  const focus = document.activeElement?.id ?? "";
  if (whole) {
    here.replaceWith(fresh);
    wakeAgain(fresh);
  } else {
    for (const name of AROUND) {
      const [old, now] = [here.querySelector(name), fresh.querySelector<HTMLElement>(name)];
      if (!old || !now) continue;
      old.replaceWith(now);
      wakeAgain(now);
    }
    for (const name of ["revision", "part"]) {
      const [old, now] = [here, fresh].map((one) => one.querySelector<HTMLInputElement>(`form[data-settings] input[name="${name}"]`));
      if (old && now) old.value = now.value;
    }
  }
  refocus(focus);
}

/** Keeps the settings as they are now; false where they can't be, which the page then says. */
async function keep(whole: boolean): Promise<boolean> {
  const form = settings();
  if (!form) return true;
  dirty = false;
  const answer = await send(form, form.action);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  take(page, whole || !answer.ok);
  if (answer.ok) history.replaceState(history.state, "", answer.url);
  return answer.ok;
}

/** Has what is clicked wait until this is over; what began meanwhile is waited for as well. */
function waitFor(work: Promise<boolean>): Promise<boolean> {
  keeping = work;
  void work.then(() => {
    if (keeping === work) keeping = null;
  });
  return work;
}

function keepNow(whole: boolean): Promise<boolean> {
  const before = keeping ?? Promise.resolve(true);
  return waitFor(before.then(() => keep(whole)).catch(() => (dirty = true, false)));
}

let previewing = 0;
function preview(): void {
  clearTimeout(previewing);
  previewing = window.setTimeout(async () => {
    const form = settings();
    const url = form?.dataset["previewUrl"];
    if (!form || !url) return;
    const answer = await send(form, url).catch(() => null);
    const place = document.getElementById("preview");
    if (answer?.ok && place) place.innerHTML = await answer.text();
  }, 350);
}

const isTyping = (place: EventTarget | null) => place instanceof HTMLElement && place.matches("input:not([type=checkbox], [type=radio]), textarea, select");

/** What is clicked while something is not kept yet waits until it is. */
function onClick(event: MouseEvent): void {
  const place = event.target instanceof Element ? event.target.closest<HTMLElement>("#builder a[href], #builder button:not([data-insert])") : null;
  if (!place || (!dirty && !keeping)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const id = place.id;
  if (id === "do-save") return void keepNow(true);
  const waiting = dirty ? keepNow(false) : keeping;
  void waiting?.then((kept) => {
    if (kept) document.getElementById(id)?.click();
  });
}

function onKey(event: KeyboardEvent): void {
  const wanted = event.altKey && event.key.startsWith("Arrow") && !isTyping(event.target) ? event.key : (event.ctrlKey || event.metaKey) && ["s", "z"].includes(event.key) && (event.key === "s" || !isTyping(event.target)) ? event.key : "";
  const button = wanted ? builder()?.querySelector<HTMLButtonElement>(`[data-build-key="${wanted}"]`) : null;
  if (!button) return;
  event.preventDefault();
  if (!button.disabled) button.click();
}

/** Parts carried with the mouse: before what is under the pointer's upper half, else behind it. */
function carry(list: HTMLElement): void {
  let carried = "";
  list.querySelectorAll<HTMLElement>(".outline__item[data-key]").forEach((item) => {
    item.draggable = true;
    item.addEventListener("dragstart", (event) => {
      carried = item.dataset["key"] ?? "";
      event.dataTransfer?.setData("text/plain", carried);
    });
    item.addEventListener("dragover", (event) => {
      event.preventDefault();
      const { top, height } = item.getBoundingClientRect();
      item.dataset["drop"] = event.clientY < top + height / 2 ? "before" : "behind";
    });
    item.addEventListener("dragleave", () => delete item.dataset["drop"]);
    item.addEventListener("drop", (event) => {
      event.preventDefault();
      const sign = item.dataset["drop"] === "before" ? "<" : ">";
      delete item.dataset["drop"];
      if (carried && carried !== item.dataset["key"]) act(list, `carry:${carried}${sign}${item.dataset["key"]}`);
    });
  });
}

function act(list: HTMLElement, value: string): void {
  const button = document.createElement("button");
  Object.assign(button, { name: "act", value, hidden: true, id: "do-carry" });
  list.append(button);
  button.click();
}

/** The key of a question, put where one writes. */
function insert(button: HTMLButtonElement): void {
  button.hidden = false;
  button.addEventListener("click", () => {
    const box = document.getElementById(button.dataset["into"] ?? "");
    if (!(box instanceof HTMLInputElement)) return;
    const [from, to] = [box.selectionStart ?? box.value.length, box.selectionEnd ?? box.value.length];
    box.setRangeText(button.dataset["insert"] ?? "", from, to, "end");
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.focus();
  });
}

let listening = false;

/** The part that is chosen, within the outline: a long one scrolls by itself. */
function showChosen(): void {
  const here = document.querySelector<HTMLElement>(".outline__item.is-here");
  for (const box of [here?.closest(".outline"), here?.closest(".build__outline")]) {
    if (!here || !box) return;
    const [item, seen] = [here.getBoundingClientRect(), box.getBoundingClientRect()];
    if (item.bottom > seen.bottom || item.top < seen.top) box.scrollTop += item.top - seen.top - (seen.height - item.height) / 2;
  }
}

/** Wakes the builder below `root`. */
export function start(root: ParentNode): void {
  showChosen();
  root.querySelectorAll<HTMLElement>("[data-outline]").forEach(carry);
  root.querySelectorAll<HTMLButtonElement>("button[data-insert]").forEach(insert);
  if (listening) {
    // What a change of the form came to is said to whoever does not see it.
    const said = document.querySelector(".build__message")?.textContent;
    if (said) announce(said);
    return;
  }
  listening = true;
  document.addEventListener("click", onClick, true);
  document.addEventListener("keydown", onKey);
  document.addEventListener("input", (event) => {
    if (!(event.target instanceof Element) || !event.target.closest("form[data-settings]")) return;
    dirty = true;
    preview();
  });
  document.addEventListener("change", (event) => {
    const place = event.target instanceof HTMLElement ? event.target : null;
    if (!place?.closest("form[data-settings]")) return;
    const whole = Boolean(place.closest("[data-condition]") && place.matches("select"));
    // A comparison whose answer is still to be typed says nothing yet.
    const value = whole && place.id.endsWith("-test") ? document.getElementById(place.id.replace(/-test$/, "-value")) : null;
    if (value instanceof HTMLInputElement && !value.value && place instanceof HTMLSelectElement && !place.value.endsWith("answered")) return value.focus();
    void keepNow(whole);
  });
  // An act under way: what is clicked meanwhile waits for it too, and comes to what it left.
  document.addEventListener("htmx:beforeRequest", () => {
    dirty = false;
    void waitFor(new Promise((done) => document.addEventListener("htmx:afterRequest", () => done(true), { once: true })));
  });
  // A page that says what is wrong is shown as any other.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { detail } = event as CustomEvent<{ xhr: XMLHttpRequest; shouldSwap: boolean; isError: boolean }>;
    if ([409, 422].includes(detail.xhr.status)) Object.assign(detail, { shouldSwap: true, isError: false });
  });
  // After an act whose button can't be pressed any more, one is still on the part.
  document.addEventListener("htmx:afterSettle", () => {
    if (document.activeElement === document.body) builder()?.querySelector<HTMLElement>(".outline__item.is-here > a")?.focus({ preventScroll: true });
  });
}
