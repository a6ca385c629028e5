// What choosing a photo and sending one have in common: which files are taken, and how they look.
import { icon } from "../../page";
import { say } from "../../texts";

const KINDS = /^image\/(jpeg|png|webp|heic|heif)$/;
const NAMES = /\.(jpe?g|png|webp|heic|heif)$/i;

/** What a place takes; without `kinds`, photos alone. `accept` is the field's own list. */
export interface Limits {
  count: number;
  megabytes: number;
  kinds?: string;
  accept?: string;
}

interface Named {
  name: string;
  type: string;
  size: number;
}

/** Why this file cannot be one more, or null. */
export function refusal(file: Named, already: number, limits: Limits): string | null {
  const { count, megabytes, kinds, accept = "" } = limits;
  if (already >= count) return kinds ? say("fileTooMany", count) : say("photoTooMany", count);
  if (kinds ? !isAccepted(file, accept) : !isPhoto(file)) return kinds ? say("fileKind", kinds) : say("photoKind");
  if (file.size > megabytes * 1_000_000) return kinds ? say("fileTooBig", megabytes) : say("photoTooBig", megabytes);
  return null;
}

/** Some phones give HEIC without a type. */
function isPhoto(file: Named): boolean {
  return KINDS.test(file.type) || (!file.type && NAMES.test(file.name));
}

function isAccepted(file: Named, accept: string): boolean {
  const name = file.name.toLowerCase();
  return accept.split(",").some((one) => one === file.type || (one.startsWith(".") && name.endsWith(one))) || (accept.includes("image/") && isPhoto(file));
}

/** How many files, of which weight and kind, this place takes. */
export function limitsOf(box: HTMLElement): Limits {
  const { max = "3", maxMb = "20", kinds } = box.dataset;
  const accept = box.querySelector<HTMLInputElement>("input[type=file]")?.accept ?? "";
  return { count: Number(max), megabytes: Number(maxMb), accept, ...(kinds ? { kinds } : {}) };
}

/** A sentence about a photo, or about a file where the place takes any. */
export function sayOf(box: HTMLElement, what: "Sent" | "Failed" | "Drop" | "First"): string {
  return say(`${box.dataset["kinds"] ? "file" : "photo"}${what}`);
}

/** True when the same file was chosen already. */
export function isSame(one: File, other: File): boolean {
  return one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;
}

/** The picture of a file, or a plain tile: most browsers cannot show HEIC. The photo is kept all the same. */
export function picture(file: File, number: number): HTMLElement {
  if (!isPhoto(file)) {
    const paper = document.createElement("span");
    paper.className = "photo__blank";
    paper.append(icon("file-text", "icon--l"), file.name);
    return paper;
  }
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
