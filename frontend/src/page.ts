// What every island shares: announcing to screen readers, toasts, requests with the page's token.

let clearing = 0;

/** Speaks a sentence to screen readers without moving the focus. */
export function announce(sentence: string): void {
  let region = document.getElementById("announcer");
  if (!region) {
    region = document.createElement("div");
    region.id = "announcer";
    region.className = "visually-hidden";
    region.setAttribute("aria-live", "polite");
    document.body.append(region);
  }
  region.textContent = sentence;
  // Said once: it is not left lying where someone reading the page line by line would find it.
  clearTimeout(clearing);
  clearing = window.setTimeout(() => (region.textContent = ""), 4000);
}

/** The one place where passing messages are shown. */
export function toastPlace(): HTMLElement {
  let place = document.querySelector<HTMLElement>(".toasts");
  if (!place) {
    place = document.createElement("div");
    place.className = "toasts no-print";
    place.setAttribute("role", "status");
    document.body.append(place);
  }
  return place;
}

/** Shows a passing message; returns it, so that the caller can add to it or take it away. */
export function toast(sentence: string, seconds = 6): HTMLElement {
  const box = document.createElement("div");
  box.className = "toast";
  const words = document.createElement("span");
  words.textContent = sentence;
  box.append(words);
  toastPlace().append(box);
  if (seconds > 0) setTimeout(() => box.remove(), seconds * 1000);
  return box;
}

/** The token that Django asks of every request that changes something. */
export function csrfToken(): string {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]');
  if (meta?.content) return meta.content;
  return document.querySelector<HTMLInputElement>('input[name="csrfmiddlewaretoken"]')?.value ?? "";
}

/** A POST of plain fields with the page's token; rejects when the answer is not a success. */
export async function post(url: string, fields: Record<string, string | string[]> = {}): Promise<Response> {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    for (const one of Array.isArray(value) ? value : [value]) body.append(name, one);
  }
  const answer = await fetch(url, {
    method: "POST",
    body,
    credentials: "same-origin",
    headers: { "X-CSRFToken": csrfToken(), "X-Requested-With": "fetch" },
  });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return answer;
}

/** One icon of the sprite whose address the page carries. */
export function icon(name: string, size = ""): SVGSVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.classList.add("icon");
  if (size) svg.classList.add(size);
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  const sprite = document.documentElement.dataset["sprite"] ?? "";
  use.setAttribute("href", `${sprite}#${name}`);
  svg.append(use);
  return svg;
}

/** True in a field where a letter is a letter, not a shortcut. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !["checkbox", "radio", "button", "submit"].includes(target.type);
}
