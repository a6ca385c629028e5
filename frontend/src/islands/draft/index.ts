// Nothing typed is ever lost: reload, back, expiry, lost network. `<form data-draft="key">`. With `data-draft-offered`
// what was kept is not shown before somebody says that it is theirs: a device may be shared.
import { announce, icon } from "../../page";
import { say, type Text } from "../../texts";
import { isBlank, isTouched, keepable, readFields, writeFields } from "./fields";
import { offerFound } from "./found";
import { doneKeys, send } from "./send";
import { forgetDraft, loadDraft, loadFiles, saveDraft, saveFiles, sweep } from "./store";

const PAUSE_MS = 300;
// What is said before one goes on stands above the questions, the rest beside the button.
const ABOVE = new Set<Text>(["draftBack", "draftOffered", "draftErased"]);

class Keeper {
  private readonly key: string;
  private timer = 0;
  /** The fields as this device has them: what did not change since is not written again, least of
   * all while a page is left whose log-out empties the device. */
  private known = "";
  private notice: HTMLElement | null = null;
  /** The form is on its way, its answer not here yet: a second tap sends nothing more. */
  private underWay = false;
  /** What was typed has arrived, and the page is being left: nothing is kept any more. */
  private over = false;

  constructor(private readonly form: HTMLFormElement) {
    this.key = form.dataset["draft"] ?? "";
    form.addEventListener("input", () => this.later());
    form.addEventListener("change", (event) => {
      this.later();
      if (event.target instanceof HTMLInputElement && event.target.type === "file") void saveFiles(this.key, this.files());
    });
    addEventListener("pagehide", () => this.save());
    // What htmx brings takes the form's place, the last letters with it.
    document.addEventListener("htmx:beforeSwap", () => this.save());
    form.addEventListener("submit", (event) => this.onSubmit(event));
    addEventListener("offline", () => this.form.isConnected && this.say("offline", "wifi-off"));
    addEventListener("online", () => this.backOnline());
    if (form.hasAttribute("data-draft-bound")) this.save();
    else if (form.hasAttribute("data-draft-offered")) void this.offer();
    else void this.restore();
  }

  /** Says that the network is back; a button to try again stays where it is. */
  private backOnline(): void {
    if (!this.notice?.isConnected) return;
    const words = this.notice.querySelector("button") ? this.notice.querySelector("span") : null;
    if (!words) return void this.say("online", "check", true);
    words.textContent = say("online");
    announce(say("online"));
  }

  private fileInput(): HTMLInputElement | undefined {
    return [...this.form.querySelectorAll<HTMLInputElement>("input[type=file]")].find((input) => !input.closest("[data-no-draft]"));
  }

  private files(): File[] {
    return [...(this.fileInput()?.files ?? [])];
  }

  /** Asks whose it is before anything of it is shown; what is written meanwhile takes its place. */
  private async offer(): Promise<void> {
    this.known = JSON.stringify(readFields(this.form));
    if (isTouched(this.form)) return this.save();
    if (!loadDraft(this.key) && !(this.fileInput() && (await loadFiles(this.key)).length)) return;
    const place = this.say("draftOffered", "history");
    const ways = document.createElement("div");
    ways.className = "row";
    place.classList.add("note--asks");
    place.append(ways);
    const choose = (words: Text, look: string, act: () => Promise<void>): void => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = look;
      button.textContent = say(words);
      button.addEventListener("click", () => void act().then(() => this.firstField()?.focus()));
      ways.append(button);
    };
    choose("draftTakeUp", "btn btn--small", () => this.restore());
    choose("draftErase", "btn btn--small btn--quiet", () => this.erase());
    this.form.addEventListener("input", () => place.remove(), { once: true });
  }

  private async erase(): Promise<void> {
    await forgetDraft(this.key);
    this.say("draftErased", "check", true);
  }

  /** Where one goes on: the first field that one sees. */
  private firstField(): HTMLElement | undefined {
    return keepable(this.form).find((field) => field.type !== "hidden" && !field.closest("[hidden]"));
  }

  private async restore(): Promise<void> {
    const quick = isTouched(this.form);
    if (quick) this.save();
    const kept = quick ? null : loadDraft(this.key);
    let changed = kept ? writeFields(this.form, kept) : false;
    this.known = JSON.stringify(readFields(this.form));
    const input = this.fileInput();
    // A photo chosen before the scripts came is the one to keep.
    if (this.files().length) await saveFiles(this.key, this.files());
    const files = input ? await loadFiles(this.key) : [];
    if (input && files.length && !input.files?.length) {
      const basket = new DataTransfer();
      files.forEach((file) => basket.items.add(file));
      input.files = basket.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
      changed = true;
    }
    if (!changed) return;
    this.form.dispatchEvent(new CustomEvent("parvis:restored", { bubbles: true }));
    const place = this.say("draftBack", "history");
    place.classList.add("note--asks");
    const again = document.createElement("button");
    again.type = "button";
    again.className = "link";
    again.textContent = say("draftForget");
    again.addEventListener("click", () => void this.startAgain());
    place.append(again);
  }

  private async startAgain(): Promise<void> {
    clearTimeout(this.timer);
    this.form.reset();
    await forgetDraft(this.key);
    location.reload();
  }

  private later(): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.save(), PAUSE_MS);
  }

  private save(): void {
    if (this.over || !this.form.isConnected) return;
    const fields = readFields(this.form);
    const text = JSON.stringify(fields);
    if (text === this.known || isBlank(fields)) return;
    this.known = text;
    saveDraft(this.key, fields);
  }

  private onSubmit(event: SubmitEvent): void {
    this.save();
    if (event.defaultPrevented || this.form.method !== "post" || this.form.hasAttribute("hx-post")) return;
    event.preventDefault();
    const submitter = event.submitter instanceof HTMLButtonElement ? event.submitter : null;
    void this.deliver(submitter);
  }

  private async deliver(submitter: HTMLButtonElement | null): Promise<void> {
    if (this.underWay) return;
    this.underWay = true;
    submitter?.setAttribute("aria-busy", "true");
    const note = this.say("sending", "loader-circle");
    const words = note.querySelector("span");
    try {
      const arrived = await send(this.form, submitter, (percent) => {
        if (words && this.files().length) words.textContent = say("photoSending", percent);
      });
      this.over = arrived.includes(this.key);
    } catch (problem) {
      console.warn("send:", problem);
      this.underWay = false;
      submitter?.removeAttribute("aria-busy");
      this.offerRetry(submitter);
    }
  }

  private offerRetry(submitter: HTMLButtonElement | null): void {
    const place = this.say(navigator.onLine ? "sendFailed" : "offlineSend", "wifi-off");
    place.classList.add("note--waiting");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn--small";
    button.append(icon("refresh-cw"), say("retry"));
    button.addEventListener("click", () => void this.deliver(submitter));
    place.append(button);
    button.focus();
  }

  private say(key: Text, picture: string, passing = false): HTMLElement {
    this.notice?.remove();
    const note = document.createElement("div");
    note.className = "note note--info";
    const words = document.createElement("span");
    words.className = "grow";
    words.textContent = say(key);
    note.append(icon(picture), words);
    const foot = this.form.querySelector(".flow__foot, .composer__foot");
    if (foot && !ABOVE.has(key)) foot.before(note);
    else this.form.prepend(note);
    this.notice = note;
    announce(say(key));
    if (passing) setTimeout(() => note.remove(), 5000);
    return note;
  }
}

/** Keeps every marked form; forgets those that the page says have arrived; takes up what is over. */
export function start(root: ParentNode): void {
  // Once a page: what is swapped into it later finds the rest swept.
  if (root === document || root === document.body) void sweep();
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-draft-found]")) offerFound(form);
  for (const key of doneKeys(root)) void forgetDraft(key);
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-draft]:not([data-live])")) {
    form.dataset["live"] = "yes";
    new Keeper(form);
  }
}
