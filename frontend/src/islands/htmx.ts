// htmx under a strict content policy: no evaluation, no style of its own, this house's addresses only.
import htmx from "htmx.org";
import { csrfToken } from "../page";

htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;
htmx.config.selfRequestsOnly = true;
htmx.config.allowScriptTags = false;
htmx.config.historyCacheSize = 0;
// Back and forward read the page anew: nothing of it is kept in the browser.
htmx.config.refreshOnHistoryMiss = true;
// Only classes are carried over while what came settles: a style attribute would break the policy.
htmx.config.attributesToSettle = ["class"];
htmx.config.scrollBehavior = "auto";

let listening = false;

/** Adds the page's token to requests, and wakes islands in what htmx brings. */
export function start(): void {
  if (listening) return;
  listening = true;
  document.addEventListener("htmx:configRequest", (event) => {
    const { headers } = (event as CustomEvent<{ headers: Record<string, string> }>).detail;
    headers["X-CSRFToken"] = csrfToken();
  });
  document.addEventListener("htmx:load", (event) => {
    const target = event.target;
    if (target instanceof HTMLElement && target !== document.body) {
      void import("../start").then(({ wake }) => wake(target));
    }
  });
  htmx.process(document.body);
}
