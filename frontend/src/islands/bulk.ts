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

/** `<form class="toast" data-undo data-seconds="60" action="…">`: counts down, then goes away. */
function followUndo(form: HTMLFormElement): void {
  const until = Date.now() + Number(form.dataset["seconds"] ?? 60) * 1000;
  const count = form.querySelector<HTMLElement>(".count");
  const tick = () => {
    const left = Math.ceil((until - Date.now()) / 1000);
    if (left <= 0) {
      clearInterval(clock);
      form.remove();
    } else if (count) count.textContent = say("seconds", left);
  };
  // The number changes each second: it is not read out, the sentence was.
  count?.setAttribute("aria-hidden", "true");
  const clock = window.setInterval(tick, 500);
  tick();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearInterval(clock);
    const fields = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
    post(form.action, fields)
      .then((answer) => answer.text())
      .then((words) => {
        form.remove();
        toast(words && words.length < 300 && !words.includes("<") ? words : say("undone"), 10);
        if (form.hasAttribute("data-reload")) location.reload();
      })
      .catch((problem: unknown) => {
        console.warn("undo:", problem);
        form.remove();
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
