// What choosing a photo and sending one have in common: which files are taken, and how they look.
import { icon } from "../../page";
import { say } from "../../texts";

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

/** How many photos of which weight this place takes. */
export function limitsOf(box: HTMLElement): Limits {
  return { count: Number(box.dataset["max"] ?? 3), megabytes: Number(box.dataset["maxMb"] ?? 20) };
}

/** True when the same file was chosen already. */
export function isSame(one: File, other: File): boolean {
  return one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;
}

/** The picture of a file, or a plain tile: most browsers cannot show HEIC. The photo is kept all the same. */
export function picture(file: File, number: number): HTMLImageElement {
  const image = document.createElement("img");
  image.src = URL.createObjectURL(file);
  image.alt = say("photoName", number);
  image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true });
  image.addEventListener("error", () => {
    const tile = document.createElement("span");
    tile.className = "photo__blank";
    tile.append(icon("image", "icon--l"));
    image.replaceWith(tile);
  });
  return image;
}

/** A sentence below the photos, said aloud; several may stand there. */
export function complain(box: HTMLElement, problem: string): void {
  const line = document.createElement("p");
  line.className = "error";
  line.dataset["photosError"] = "";
  line.setAttribute("role", "alert");
  line.append(icon("circle-alert"), problem);
  box.after(line);
}

/** Takes away what `complain` said. */
export function forgive(box: HTMLElement): void {
  box.parentElement?.querySelectorAll(".error[data-photos-error]").forEach((line) => line.remove());
}

/** Gives a file input exactly these files, as if they had just been chosen. */
export function give(input: HTMLInputElement, files: File[]): void {
  const basket = new DataTransfer();
  files.forEach((file) => basket.items.add(file));
  input.files = basket.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}
