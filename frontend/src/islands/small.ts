// Small comforts: windows, copying, sharing, printing, colours of the page, passing messages.
import { announce, toast } from "../page";
import { say } from "../texts";

async function copy(link: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(link);
    toast(say("copied"));
  } catch {
    toast(say("copyFailed", link), 30);
  }
}

async function share(place: HTMLElement): Promise<void> {
  const url = place.dataset["share"] || location.href;
  const title = place.dataset["title"] || document.title;
  if (!navigator.share) return copy(url);
  try {
    await navigator.share({ url, title });
  } catch (problem) {
    if (!(problem instanceof DOMException && problem.name === "AbortError")) await copy(url);
  }
}

function onClick(event: MouseEvent): void {
  const place = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-copy], [data-share], [data-dialog], [data-print]") : null;
  if (!place) return;
  event.preventDefault();
  const { copy: link, dialog } = place.dataset;
  if (link !== undefined) void copy(link || location.href);
  else if (dialog !== undefined) document.querySelector<HTMLDialogElement>(`#${CSS.escape(dialog)}`)?.showModal();
  else if ("print" in place.dataset) print();
  else void share(place);
}

/** Light, dark, or as the device says: kept a year in a cookie that the server reads. */
function chooseTheme(value: string): void {
  const root = document.documentElement;
  if (value) root.dataset["theme"] = value;
  else delete root.dataset["theme"];
  document.cookie = `theme=${value}; path=/; max-age=${value ? 31_536_000 : 0}; samesite=lax`;
  document.dispatchEvent(new CustomEvent("parvis:theme"));
}

function followTheme(group: HTMLElement): void {
  const buttons = [...group.querySelectorAll<HTMLButtonElement>("button[data-value]")];
  const show = () => {
    const now = document.documentElement.dataset["theme"] ?? "";
    buttons.forEach((button) => button.setAttribute("aria-pressed", String(button.dataset["value"] === now)));
  };
  buttons.forEach((button) =>
    button.addEventListener("click", () => {
      chooseTheme(button.dataset["value"] ?? "");
      show();
    }),
  );
  group.hidden = false;
  show();
}

let listening = false;

/** Wakes the small things below `root`. */
export function start(root: ParentNode): void {
  if (!listening) document.addEventListener("click", onClick);
  listening = true;
  root.querySelectorAll<HTMLElement>("[data-print][hidden]").forEach((button) => (button.hidden = false));
  root.querySelectorAll<HTMLElement>("[data-theme-choice]").forEach(followTheme);
  // Long enough to read twice; the words stay in the page's own text where they matter. A message
  // that leads somewhere stays: nobody's way there is taken from under the finger.
  root.querySelectorAll<HTMLElement>(".toast[data-toast]").forEach((message) => {
    announce(message.textContent ?? "");
    if (!message.querySelector("a")) setTimeout(() => message.remove(), 12_000);
  });
  // A menu closes when one looks elsewhere.
  root.querySelectorAll<HTMLDetailsElement>("details.menu").forEach((menu) => {
    menu.addEventListener("focusout", (event) => {
      if (event.relatedTarget instanceof Node && !menu.contains(event.relatedTarget)) menu.open = false;
    });
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      menu.open = false;
      menu.querySelector("summary")?.focus();
    });
  });
}
