// The desk's two columns: a request chosen in the list takes the right one, the list stays as it is.
import { announce, isTyping } from "../page";

/** Marks the row of a link as the one that is open. */
function mark(link: Element): void {
  const row = link.closest('[data-keys="list"] > *');
  for (const other of row?.parentElement?.children ?? []) {
    other.classList.toggle("is-here", other === row);
    other.querySelector("[aria-current]")?.removeAttribute("aria-current");
  }
  if (row) link.setAttribute("aria-current", "true");
}

interface Asked {
  boosted: boolean;
  elt: Element;
  xhr: XMLHttpRequest;
  pathInfo: { finalRequestPath: string };
}

/** What came is not the page asked for (logged out, gone, refused): the browser goes there itself. */
function leave(event: Event): void {
  const { boosted, xhr, pathInfo } = (event as CustomEvent<Asked>).detail;
  if (!boosted) return;
  const asked = new URL(pathInfo.finalRequestPath, location.href);
  const came = xhr.responseURL ? new URL(xhr.responseURL) : asked;
  if (xhr.status === 200 && came.pathname === asked.pathname) return;
  event.preventDefault();
  location.assign(came);
}

let listening = false;

/** Follows the list; shows the open row of a list that has just come. */
export function start(root: ParentNode): void {
  root.querySelector("[data-pane] > .is-here")?.scrollIntoView({ block: "nearest" });
  if (listening) return;
  listening = true;
  document.addEventListener("htmx:beforeRequest", (event) => {
    const { boosted, elt } = (event as CustomEvent<Asked>).detail;
    if (boosted) mark(elt);
  });
  document.addEventListener("htmx:beforeOnLoad", leave);
  document.addEventListener("htmx:sendError", leave);
  document.addEventListener("htmx:afterSettle", (event) => {
    const main = event.target;
    if (!(main instanceof HTMLElement) || main.id !== "main") return;
    // Who began to type elsewhere while it was on its way (a search) goes on typing there.
    if (!isTyping(document.activeElement)) main.focus({ preventScroll: true });
    announce(document.title);
    document.dispatchEvent(new CustomEvent("parvis:opened"));
  });
}
