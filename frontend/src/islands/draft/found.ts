// The page of a form that is over: what this device still keeps of it is put where it can be taken up again.
import { announce } from "../../page";
import { loadDraft } from "./store";

type Field = HTMLInputElement | HTMLTextAreaElement;

function fieldsOf(form: HTMLFormElement): Field[] {
  return [...form.querySelectorAll<Field>("input[name]:not([type=hidden]), textarea[name]")];
}

/** Fills the form with the words kept under its keys; what stays empty is not shown, nor is a form without any. */
export function offerFound(form: HTMLFormElement): void {
  const keys = (form.dataset["draftFound"] ?? "").split(/\s+/).filter(Boolean);
  for (const kept of keys.map((key) => loadDraft(key))) {
    for (const field of fieldsOf(form)) {
      const words = kept?.[field.name]?.find((value) => value.trim());
      if (words && !field.value) field.value = words;
    }
  }
  const found = fieldsOf(form).filter((field) => field.value.trim());
  for (const field of fieldsOf(form)) field.closest<HTMLElement>(".field")!.hidden = !found.includes(field);
  if (!found.length || !form.hidden) return;
  form.hidden = false;
  document.querySelectorAll<HTMLElement>("p[data-none-found]").forEach((place) => (place.hidden = true));
  document.querySelectorAll("a[data-none-found]").forEach((link) => link.classList.remove("btn--primary"));
  announce(form.querySelector("h2")?.textContent ?? "");
}
