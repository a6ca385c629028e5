// Living figures and presence: asked again at intervals, never while the page is hidden.
import { post } from "../page";
import { say } from "../texts";
import { isFilledIn, keep } from "./keep";

const LONGEST_S = 120;

/** Seconds before the next try: doubled after each failure, never above two minutes. */
export function nextPause(interval: number, failures: number): number {
  return Math.min(LONGEST_S, interval * 2 ** Math.min(failures, 6));
}

function every(place: HTMLElement, interval: number, act: () => Promise<void>, atOnce: boolean): void {
  let failures = 0;
  let timer = 0;
  let asking = false;
  const plan = (seconds: number) => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void turn(), seconds * 1000);
  };
  const turn = async () => {
    // One question at a time: an older answer never comes after a newer one.
    if (asking || !place.isConnected || document.hidden) return;
    asking = true;
    try {
      await act();
      failures = 0;
    } catch (problem) {
      console.warn("poll:", problem);
      failures += 1;
    }
    asking = false;
    place.classList.toggle("is-stale", failures > 1);
    place.title = failures > 1 ? say("stale") : "";
    plan(nextPause(interval, failures));
  };
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && place.isConnected) plan(0.2);
  });
  plan(atOnce ? 0 : interval);
}

/** `data-poll="/url" data-interval="5"`: the answer is HTML of this house that takes the place's inside. */
async function refresh(place: HTMLElement): Promise<void> {
  const answer = await fetch(place.dataset["poll"] ?? "", { credentials: "same-origin", headers: { "X-Requested-With": "fetch" } });
  if (answer.status === 204) return;
  if (!answer.ok) throw new Error(String(answer.status));
  const html = await answer.text();
  if (html === place.dataset["last"] || isFilledIn(place)) return;
  place.dataset["last"] = html;
  const fresh = new DOMParser().parseFromString(html, "text/html");
  const bringBack = keep(place);
  place.replaceChildren(...fresh.body.childNodes);
  const { wake } = await import("../start");
  await wake(place);
  bringBack();
}

/** `data-presence="/url"`: says that I am here, shows who else is: `{"sentence": "…"}`. */
async function present(place: HTMLElement): Promise<void> {
  const answer = await post(place.dataset["presence"] ?? "");
  const { sentence } = (await answer.json()) as { sentence?: string };
  const words = place.querySelector<HTMLElement>("[data-words]") ?? place;
  if (words.textContent !== (sentence ?? "")) words.textContent = sentence ?? "";
  place.hidden = !sentence;
}

/** Wakes what lives below `root`. */
export function start(root: ParentNode): void {
  for (const place of root.querySelectorAll<HTMLElement>("[data-poll]:not([data-live])")) {
    place.dataset["live"] = "yes";
    every(place, Number(place.dataset["interval"] ?? 5), () => refresh(place), false);
  }
  for (const place of root.querySelectorAll<HTMLElement>("[data-presence]:not([data-live])")) {
    place.dataset["live"] = "yes";
    every(place, Number(place.dataset["interval"] ?? 15), () => present(place), true);
  }
}
