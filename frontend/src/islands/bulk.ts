// Several requests at once, and the minute in which it can be undone.
import { announce, post, toast } from "../page";
import { say } from "../texts";

/** `<form data-bulk id="…">` with the acts; boxes elsewhere carry `form="that id"`. */
function followBulk(form: HTMLFormElement): void {
  const boxes = () => [...document.querySelectorAll<HTMLInputElement>(`input[type=checkbox][form="${form.id}"]:not([data-all])`)];
  const all = () => document.querySelector<HTMLInputElement>(`input[data-all][form="${form.id}"]`);
  const count = form.querySelector<HTMLElement>("[data-bulk-count]");
  const update = () => {
    const ticked = boxes().filter((box) => box.checked).length;
    form.hidden = ticked === 0;
    if (count) count.textContent = ticked === 1 ? say("selectedOne") : say("selected", ticked);
    const whole = all();
    if (whole) {
      whole.checked = ticked > 0 && ticked === boxes().length;
      whole.indeterminate = ticked > 0 && ticked < boxes().length;
    }
  };
  document.addEventListener("change", (event) => {
    if (!(event.target instanceof HTMLInputElement) || event.target.getAttribute("form") !== form.id || !form.isConnected) return;
    if (event.target.hasAttribute("data-all")) boxes().forEach((box) => (box.checked = all()?.checked ?? false));
    update();
    announce(count?.textContent ?? "");
  });
  form.querySelector("[data-bulk-none]")?.addEventListener("click", () => {
    boxes().forEach((box) => (box.checked = false));
    update();
  });
  update();
}

/** What an offer to undo shows `seconds` after it came: the seconds before people are told (0: no
 * countdown any more), or null once the offer is over. */
export function undoShows(seconds: number, held: number, offered: number): number | null {
  return seconds >= offered ? null : Math.max(0, Math.ceil(held - seconds));
}

/** `<form class="toast" data-undo data-held="60" data-seconds="600" action="…">`: counts down while
 * nobody is told, says so when they are (`data-after`), stays some minutes. */
function followUndo(form: HTMLFormElement): void {
  const begun = Date.now();
  const { held, seconds } = form.dataset;
  const count = form.querySelector<HTMLElement>(".count");
  const words = form.querySelector<HTMLElement>("[data-after]");
  const tick = () => {
    const left = undoShows((Date.now() - begun) / 1000, Number(held ?? 0), Number(seconds ?? 60));
    if (left === null) {
      clearInterval(clock);
      form.remove();
      return;
    }
    if (count) count.textContent = left ? say("seconds", left) : "";
    const after = words?.dataset["after"];
    if (!left && words && after && words.textContent !== after) words.textContent = after;
  };
  // The number changes each second: it is not read out, the sentence was.
  count?.setAttribute("aria-hidden", "true");
  const clock = window.setInterval(tick, 500);
  tick();
  const button = form.querySelector("button");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (button?.hasAttribute("aria-busy")) return;
    button?.setAttribute("aria-busy", "true");
    const fields = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
    post(form.action, fields)
      .then(async (answer) => {
        // Logged out meanwhile: nothing was undone, and the way back in is what came.
        if (answer.redirected) return location.assign(answer.url);
        const words = await answer.text();
        clearInterval(clock);
        form.remove();
        toast(words && words.length < 300 && !words.includes("<") ? words : say("undone"), 10);
        if (form.hasAttribute("data-reload")) location.reload();
      })
      .catch((problem: unknown) => {
        // Nothing was undone, nor refused: the offer stands, to be taken again.
        console.warn("undo:", problem);
        button?.removeAttribute("aria-busy");
        toast(say("undoFailed"), 10);
      });
  });
}

/** Wakes bulk forms and undo toasts below `root`. */
export function start(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-bulk]:not([data-live])")) {
    form.dataset["live"] = "yes";
    if (!form.id) form.id = "bulk";
    followBulk(form);
  }
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-undo]:not([data-live])")) {
    form.dataset["live"] = "yes";
    followUndo(form);
  }
}
