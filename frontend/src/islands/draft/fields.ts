// What of a form is worth keeping, and how it is put back.

export type Kept = Record<string, string[]>;
type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const NEVER = new Set(["password", "file", "submit", "button", "image", "reset"]);

/** The fields that a draft may keep: never a secret, a token, or a file (files have their own store). */
export function keepable(form: HTMLFormElement): Field[] {
  return [...form.elements].filter((element): element is Field => {
    if (!(element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement)) return false;
    if (!element.name || element.name === "csrfmiddlewaretoken" || element.closest("[data-no-draft]")) return false;
    return !(element instanceof HTMLInputElement && NEVER.has(element.type));
  });
}

function isTick(field: Field): field is HTMLInputElement {
  return field instanceof HTMLInputElement && (field.type === "checkbox" || field.type === "radio");
}

/** Every kept field by name; an unticked box is kept as an empty list. */
export function readFields(form: HTMLFormElement): Kept {
  const kept: Kept = {};
  for (const field of keepable(form)) {
    const values = (kept[field.name] ??= []);
    if (isTick(field)) {
      if (field.checked) values.push(field.value);
    } else if (field instanceof HTMLSelectElement && field.multiple) {
      values.push(...[...field.selectedOptions].map((option) => option.value));
    } else {
      values.push(field.value);
    }
  }
  return kept;
}

/** Puts a draft back; returns true when anything on the page changed. */
export function writeFields(form: HTMLFormElement, kept: Kept): boolean {
  let changed = false;
  const seen: Record<string, number> = {};
  for (const field of keepable(form)) {
    const values = kept[field.name];
    if (!values) continue;
    if (isTick(field)) {
      const ticked = values.includes(field.value);
      changed ||= ticked !== field.checked;
      field.checked = ticked;
      continue;
    }
    const at = (seen[field.name] = (seen[field.name] ?? -1) + 1);
    const value = values[at];
    if (value === undefined || value === field.value) continue;
    field.value = value;
    changed = true;
  }
  return changed;
}

/** True when the person was quicker than the scripts: what they wrote wins over any draft. */
export function isTouched(form: HTMLFormElement): boolean {
  return keepable(form).some((field) => {
    if (isTick(field)) return field.checked !== field.defaultChecked;
    if (field instanceof HTMLSelectElement) {
      const first = field.multiple ? -1 : 0;
      const given = [...field.options].findIndex((option) => option.defaultSelected);
      return field.selectedIndex !== (given >= 0 ? given : first);
    }
    return field.value !== field.defaultValue;
  });
}

/** True when the person has written nothing at all. */
export function isBlank(kept: Kept): boolean {
  return Object.values(kept).every((values) => values.every((value) => !value.trim()));
}
