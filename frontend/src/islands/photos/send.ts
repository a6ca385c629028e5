// Photos sent one by one while the person writes on, each with its own progress. What has not
// arrived yet stays in the file field: the draft keeps it, and the form takes it along if need be.
import { announce, icon, isTyping } from "../../page";
import { say } from "../../texts";
import { post, readAnswer, type Taken } from "./post";
import { complain, forgive, give, isSame, limitsOf, picture, refusal, sayOf } from "./shared";

type State = "waiting" | "sending" | "failed";

/** Nobody has read a refusal that appeared less than this ago: a finger was on its way already. */
const UNREAD_MS = 1_000;

interface Waiting {
  file: File;
  state: State;
  frame: HTMLElement;
}

/** A submission that waits for the photos to arrive. */
interface Held {
  submitter: HTMLElement | null;
}

export class SentPhotos {
  private waiting: Waiting[] = [];
  /** What the buttons of photos to take out say to the server, until they are told to it. */
  private leaving: string[] = [];
  private busy = false;
  private writing = false;
  private held: Held | null = null;
  private refusedAt = -Infinity;

  constructor(
    private readonly box: HTMLElement,
    private readonly input: HTMLInputElement,
    private readonly form: HTMLFormElement,
  ) {
    input.addEventListener("change", () => {
      if (!this.writing) this.add([...(input.files ?? [])]);
    });
    // Before the draft's own listener: a form never overtakes its photos.
    form.addEventListener("submit", (event) => this.hold(event), { capture: true });
    box.addEventListener("click", (event) => this.onClick(event));
    addEventListener("online", () => this.box.isConnected && this.again());
    if (input.files?.length) this.add([...input.files]);
  }

  private add(chosen: File[]): void {
    forgive(this.box);
    const limits = limitsOf(this.box);
    for (const file of chosen) {
      if (this.waiting.some((one) => isSame(one.file, file))) continue;
      const problem = refusal(file, this.waiting.length, limits);
      if (problem) this.refuse(`${file.name} : ${problem}`);
      else this.waiting.push({ file, state: "waiting", frame: this.frame(file) });
    }
    this.write();
    void this.next();
  }

  private frame(file: File): HTMLElement {
    const frame = document.createElement("div");
    frame.className = "photo";
    frame.dataset["photo"] = "";
    const bar = document.createElement("div");
    bar.className = "photo__bar";
    const words = document.createElement("span");
    words.textContent = say("photoWaiting");
    const progress = document.createElement("progress");
    progress.max = 100;
    progress.value = 0;
    progress.setAttribute("aria-label", say("photoProgress", file.name));
    bar.append(words);
    frame.append(picture(file, this.box.querySelectorAll(".photo:not(.photo--add)").length + 1), progress, bar);
    this.box.querySelector(".photo--add")?.before(frame);
    return frame;
  }

  /**
   * The field holds what has not arrived; the way to add more is shown while there is room.
   * A form that needs a photo asks for none once one is there.
   */
  private write(): void {
    this.writing = true;
    give(this.input, this.waiting.map((one) => one.file));
    this.writing = false;
    this.input.required = "needed" in this.box.dataset && !this.box.querySelector("[data-stored]");
    const add = this.box.querySelector<HTMLElement>(".photo--add");
    if (add) add.hidden = this.waiting.length >= limitsOf(this.box).count;
  }

  private async next(): Promise<void> {
    if (this.busy) return;
    const gone = this.leaving[0];
    if (gone !== undefined) return this.takeOut(gone);
    const one = this.waiting.find((each) => each.state === "waiting");
    if (!one) return this.release();
    this.busy = true;
    this.mark(one, "sending");
    try {
      const parts = { [this.input.name]: one.file, ...(this.name ? { do: `keep-${this.name}-0` } : {}) };
      this.take(await this.ask(parts, (percent) => this.progress(one, percent)), one.file.name);
      this.drop(one);
      announce(sayOf(this.box, "Sent"));
    } catch (problem) {
      console.warn("photo:", problem);
      this.mark(one, "failed");
      complain(this.box, sayOf(this.box, "Failed"));
    }
    this.busy = false;
    void this.next();
  }

  private drop(one: Waiting): void {
    one.frame.remove();
    this.waiting = this.waiting.filter((each) => each !== one);
    this.write();
  }

  /** The name of the question that these files answer; "" where they have an address of their own. */
  private get name(): string {
    return this.box.dataset["formFiles"] ?? "";
  }

  private ask(parts: Record<string, string | File>, onProgress?: (percent: number) => void): Promise<Taken> {
    return post({ form: this.form, url: this.box.dataset["upload"] ?? "", parts, onProgress, read: (page) => readAnswer(page, this.name) });
  }

  private take(taken: Taken, name: string): void {
    this.box.querySelectorAll("[data-stored]").forEach((old) => old.remove());
    const first = this.box.querySelector(".photo");
    for (const one of taken.stored) {
      const frame = document.adoptNode(one);
      if (first) first.before(frame);
      else this.box.prepend(frame);
    }
    this.leaving.forEach((value) => this.buttonOf(value)?.setAttribute("aria-busy", "true"));
    this.box.dataset["max"] = taken.left;
    taken.refused.forEach((why) => this.refuse(`${name} : ${why}`));
  }

  private refuse(why: string): void {
    complain(this.box, why);
    this.refusedAt = performance.now();
  }

  private mark(one: Waiting, state: State): void {
    one.state = state;
    one.frame.classList.toggle("is-failed", state === "failed");
    const bar = one.frame.querySelector(".photo__bar");
    const words = document.createElement("span");
    words.textContent = say(state === "sending" ? "photoGoing" : state === "failed" ? "photoNotYet" : "photoWaiting");
    bar?.replaceChildren(words);
    if (state !== "failed") return;
    this.progress(one, 0);
    bar?.append(this.button(one, "refresh-cw", say("retry"), () => this.again()), this.button(one, "trash-2", sayOf(this.box, "Drop"), () => this.leave(one)));
  }

  private button(one: Waiting, drawing: string, name: string, act: () => void): HTMLElement {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn--quiet btn--icon";
    button.setAttribute("aria-label", `${name} (${one.file.name})`);
    button.append(icon(drawing));
    button.addEventListener("click", act);
    return button;
  }

  private progress(one: Waiting, percent: number): void {
    const bar = one.frame.querySelector("progress");
    if (bar) bar.value = percent;
    const words = one.frame.querySelector(".photo__bar span");
    if (words && one.state === "sending") words.textContent = percent < 100 ? `${percent} %` : say("photoReading");
  }

  /** Takes up what failed, all of it: the network is back, or a finger says so. */
  private again(): void {
    forgive(this.box);
    this.waiting.filter((one) => one.state === "failed").forEach((one) => this.mark(one, "waiting"));
    void this.next();
  }

  private leave(one: Waiting): void {
    this.drop(one);
    this.input.focus();
  }

  private onClick(event: Event): void {
    const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>("button[name=do]") : null;
    if (!button) return;
    event.preventDefault();
    if (this.leaving.includes(button.value)) return;
    this.leaving.push(button.value);
    button.setAttribute("aria-busy", "true");
    forgive(this.box);
    void this.next();
  }

  private buttonOf(value: string): HTMLElement | null {
    return this.box.querySelector(`button[name=do][value="${CSS.escape(value)}"]`);
  }

  /** One question at a time here too: an older answer would show photos as they no longer are. */
  private async takeOut(value: string): Promise<void> {
    this.busy = true;
    try {
      const answer = await this.ask({ do: value });
      this.leaving.shift();
      const elsewhere = isTyping(document.activeElement);
      this.take(answer, "");
      this.write();
      if (!elsewhere) this.input.focus();
    } catch (problem) {
      console.warn("photo:", problem);
      this.leaving.shift();
      this.buttonOf(value)?.removeAttribute("aria-busy");
      complain(this.box, say("sendFailed"));
    }
    this.busy = false;
    void this.next();
  }

  private hold(event: SubmitEvent): void {
    const unread = performance.now() - this.refusedAt < UNREAD_MS;
    if (!this.busy && !unread) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!this.busy) return this.showRefusal();
    this.held = { submitter: event.submitter };
    event.submitter?.setAttribute("aria-busy", "true");
    announce(sayOf(this.box, "First"));
  }

  /** Why nothing left yet: brought into view, and said again. */
  private showRefusal(): void {
    const refused = this.box.parentElement?.querySelector<HTMLElement>("[data-photos-error]");
    refused?.scrollIntoView({ block: "center" });
    announce(refused?.textContent ?? "");
  }

  /** Lets a held submission go, unless a photo failed: then the person decides. */
  private release(): void {
    if (!this.held) return;
    const { submitter } = this.held;
    this.held = null;
    submitter?.removeAttribute("aria-busy");
    if (this.waiting.length) submitter?.focus();
    else if (this.box.parentElement?.querySelector("[data-photos-error]")) submitter?.focus();
    else this.form.requestSubmit(submitter);
  }
}
