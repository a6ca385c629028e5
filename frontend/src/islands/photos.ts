// Photos: chosen, seen, removed; the place written in a photo proposes where it is.
import { announce, icon, toast } from "../page";
import { say } from "../texts";
import type { PlaceDetail } from "./map/pick";

const KINDS = /^image\/(jpeg|png|webp|heic|heif)$/;
const NAMES = /\.(jpe?g|png|webp|heic|heif)$/i;

export interface Limits {
  count: number;
  megabytes: number;
}

/** Why this file cannot be one more photo, or null. Some phones give HEIC without a type. */
export function refusal(file: { name: string; type: string; size: number }, already: number, limits: Limits): string | null {
  if (already >= limits.count) return say("photoTooMany", limits.count);
  if (!(KINDS.test(file.type) || (!file.type && NAMES.test(file.name)))) return say("photoKind");
  if (file.size > limits.megabytes * 1_000_000) return say("photoTooBig", limits.megabytes);
  return null;
}

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

class Photos {
  private files: File[] = [];
  private readonly limits: Limits;
  private writing = false;

  constructor(private readonly box: HTMLElement, private readonly input: HTMLInputElement) {
    this.limits = { count: Number(box.dataset["max"] ?? 3), megabytes: Number(box.dataset["maxMb"] ?? 20) };
    input.addEventListener("change", () => {
      if (!this.writing) this.add([...(input.files ?? [])]);
    });
    if (input.files?.length) this.add([...input.files]);
  }

  private add(chosen: File[]): void {
    const fresh = chosen.filter((file) => !this.files.some((one) => one.name === file.name && one.size === file.size && one.lastModified === file.lastModified));
    for (const file of fresh) {
      const problem = refusal(file, this.files.length, this.limits);
      if (problem) {
        this.warn(problem);
        continue;
      }
      this.files.push(file);
      void this.propose(file);
    }
    this.write();
    this.draw();
  }

  private warn(problem: string): void {
    this.box.parentElement?.querySelector(".error[data-photos-error]")?.remove();
    const line = document.createElement("p");
    line.className = "error";
    line.dataset["photosError"] = "";
    line.setAttribute("role", "alert");
    line.append(icon("circle-alert"), problem);
    this.box.after(line);
  }

  /** Gives the input exactly the files that are shown: the form sends these. */
  private write(): void {
    const basket = new DataTransfer();
    this.files.forEach((file) => basket.items.add(file));
    this.writing = true;
    this.input.files = basket.files;
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
    this.writing = false;
  }

  private draw(): void {
    this.box.querySelectorAll("[data-photo]").forEach((old) => {
      const picture = old.querySelector("img");
      if (picture) URL.revokeObjectURL(picture.src);
      old.remove();
    });
    const add = this.input.closest<HTMLElement>(".photo--add");
    this.files.forEach((file, index) => add?.before(this.thumbnail(file, index)));
    if (add) add.hidden = this.files.length >= this.limits.count;
  }

  private thumbnail(file: File, index: number): HTMLElement {
    const frame = document.createElement("div");
    frame.className = "photo";
    frame.dataset["photo"] = "";
    const picture = document.createElement("img");
    picture.src = URL.createObjectURL(file);
    picture.alt = say("photoName", index + 1);
    // Most browsers cannot show HEIC: the photo is kept, only its picture is not.
    picture.addEventListener("error", () => {
      const tile = document.createElement("span");
      tile.className = "tile tile--l";
      tile.append(icon("image"));
      picture.replaceWith(tile);
    });
    const bar = document.createElement("div");
    bar.className = "photo__bar";
    const name = document.createElement("span");
    name.textContent = say("photoWeight", (file.size / 1_000_000).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 }));
    const remove = document.createElement("button");
    remove.type = "button";
    remove.className = "btn btn--quiet btn--icon";
    remove.setAttribute("aria-label", say("photoRemove", index + 1));
    remove.append(icon("trash-2"));
    remove.addEventListener("click", () => this.remove(index));
    bar.append(name, remove);
    frame.append(picture, bar);
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
      document.dispatchEvent(new CustomEvent("parvis:place", { detail }));
      return announce(say("photoPlace"));
    }
    const box = toast("", 20);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn--small";
    button.append(icon("map-pin"), say("photoUse"));
    button.addEventListener("click", () => {
      this.fill(place);
      document.dispatchEvent(new CustomEvent("parvis:place", { detail }));
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

/** Makes every `[data-photos]` below `root` show what was chosen. */
export function start(root: ParentNode): void {
  for (const box of root.querySelectorAll<HTMLElement>("[data-photos]:not([data-live])")) {
    const input = box.querySelector<HTMLInputElement>("input[type=file]");
    if (!input) continue;
    box.dataset["live"] = "yes";
    new Photos(box, input);
  }
}
