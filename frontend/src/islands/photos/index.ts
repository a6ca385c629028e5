// Photos and other files: kept with their form, or sent at once one by one where the page names an address for it.
import { KeptPhotos } from "./keep";
import { SentPhotos } from "./send";

export { refusal } from "./shared";

/** Makes every `[data-photos]` below `root` show what was chosen. */
export function start(root: ParentNode): void {
  for (const box of root.querySelectorAll<HTMLElement>("[data-photos]:not([data-live])")) {
    const input = box.querySelector<HTMLInputElement>("input[type=file]");
    if (!input) continue;
    box.dataset["live"] = "yes";
    if (input.form && (box.dataset["upload"] || box.dataset["formFiles"])) new SentPhotos(box, input, input.form);
    else new KeptPhotos(box, input);
  }
}
