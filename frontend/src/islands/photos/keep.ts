// Photos that leave with their form: chosen, seen, removed; the place written in one proposes where it is.
import { announce, icon, toast } from "../../page";
import { say } from "../../texts";
import type { PlaceDetail } from "../map/pick";
import { complain, forgive, give, isSame, limitsOf, picture, refusal, type Limits } from "./shared";

async function placeOf(file: File): Promise<{ lon: number; lat: number } | null> {
  const { default: exifr } = await import("exifr/dist/lite.esm.mjs");
  try {
    const place = await exifr.gps(file);
    if (!place || !Number.isFinite(place.latitude) || !Number.isFinite(place.longitude)) return null;
    return { lon: place.longitude, lat: place.latitude };
  } catch {
    // A photo without readable metadata is an ordinary photo.
    return null;
  }
}

export class KeptPhotos {
  private files: File[] = [];
  private readonly limits: Limits;
  private writing = false;

  constructor(private readonly box: HTMLElement, private readonly input: HTMLInputElement) {
    this.limits = limitsOf(box);
    input.addEventListener("change", () => {
      if (!this.writing) this.add([...(input.files ?? [])]);
    });
    if (input.files?.length) this.add([...input.files]);
  }

  private add(chosen: File[]): void {
    forgive(this.box);
    const fresh = chosen.filter((file) => !this.files.some((one) => isSame(one, file)));
    for (const file of fresh) {
      const problem = refusal(file, this.files.length, this.limits);
      if (problem) {
        complain(this.box, problem);
        continue;
      }
      this.files.push(file);
      void this.propose(file);
    }
    this.write();
    this.draw();
  }

  /** Gives the input exactly the files that are shown: the form sends these. */
  private write(): void {
    this.writing = true;
    give(this.input, this.files);
    this.writing = false;
  }

  private draw(): void {
    this.box.querySelectorAll("[data-photo]").forEach((old) => old.remove());
    const add = this.input.closest<HTMLElement>(".photo--add");
    this.files.forEach((file, index) => add?.before(this.thumbnail(file, index)));
    if (add) add.hidden = this.files.length >= this.limits.count;
  }

  private thumbnail(file: File, index: number): HTMLElement {
    const frame = document.createElement("div");
    frame.className = "photo";
    frame.dataset["photo"] = "";
    const bar = document.createElement("div");
    bar.className = "photo__bar";
    const name = document.createElement("span");
    name.textContent = say("photoWeight", (file.size / 1_000_000).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 }));
    const remove = document.createElement("button");
    remove.type = "button";
    remove.className = "btn btn--quiet btn--icon";
    remove.setAttribute("aria-label", this.limits.kinds ? `${say("fileDrop")} (${file.name})` : say("photoRemove", index + 1));
    remove.append(icon("trash-2"));
    remove.addEventListener("click", () => this.remove(index));
    bar.append(name, remove);
    frame.append(picture(file, index + 1), bar);
    return frame;
  }

  private remove(index: number): void {
    this.files.splice(index, 1);
    this.write();
    this.draw();
    this.input.focus();
  }

  private async propose(file: File): Promise<void> {
    if (!this.box.hasAttribute("data-place")) return;
    const place = await placeOf(file);
    if (!place) return;
    const detail: PlaceDetail = { ...place, source: "photo" };
    const lon = this.box.dataset["lon"];
    const known = lon ? document.querySelector<HTMLInputElement>(lon)?.value : "";
    if (!known) {
      this.fill(place);
      this.box.dispatchEvent(new CustomEvent("parvis:place", { bubbles: true, detail }));
      return announce(say("photoPlace"));
    }
    const box = toast("", 20);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn--small";
    button.append(icon("map-pin"), say("photoUse"));
    button.addEventListener("click", () => {
      this.fill(place);
      this.box.dispatchEvent(new CustomEvent("parvis:place", { bubbles: true, detail }));
      box.remove();
    });
    box.append(button);
  }

  /** Fills the hidden fields when no map on this page does it. */
  private fill(place: { lon: number; lat: number }): void {
    for (const name of ["lon", "lat"] as const) {
      const selector = this.box.dataset[name];
      const field = selector ? document.querySelector<HTMLInputElement>(selector) : null;
      if (!field) continue;
      field.value = place[name].toFixed(6);
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }
}
