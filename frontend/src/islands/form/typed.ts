// What the boxes of a page hold, in the canonical form of each kind of question
// (`typed` and `read` of parvis/offer/forms/fields/).
import type { Answers } from "./expression";
import type { Node } from "./mirror";

type Box = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Every text under a name, as the form would send it. */
export function texts(form: HTMLFormElement, name: string): string[] {
  const boxes = [...form.elements].filter((one): one is Box => (one as Box).name === name);
  const sent = boxes.filter((one) => !(one instanceof HTMLInputElement && ["radio", "checkbox"].includes(one.type)) || one.checked);
  return sent.map((one) => one.value).filter((text) => text.trim());
}

/** The answer to one question; null for none. What can't be read stays as it was typed. */
export function answer(form: HTMLFormElement, node: Node, name: string): unknown {
  const read = Object.hasOwn(READ, node.kind) ? READ[node.kind] : undefined;
  return read ? read(form, name, node) : (texts(form, name)[0]?.trim() ?? null);
}

function number(form: HTMLFormElement, name: string): unknown {
  const typed = texts(form, name)[0];
  if (typed === undefined) return null;
  const plain = typed.replace(/\s/g, "");
  return /^[-+−]?\d+(?:[.,]\d+)?$/.test(plain) ? Number(plain.replace(",", ".").replace("−", "-")) : typed.trim();
}

function day(form: HTMLFormElement, name: string): unknown {
  const [days = "", months = "", years = ""] = ["day", "month", "year"].map((part) => texts(form, `${name}-${part}`)[0]?.trim() ?? "");
  if (!days && !months && !years) return null;
  return `${years}-${months.padStart(2, "0")}-${days.padStart(2, "0")}`;
}

function hour(form: HTMLFormElement, name: string): unknown {
  const typed = texts(form, name)[0]?.trim() ?? null;
  const found = /^(\d{1,2})\s*(?:[h:]\s*(\d{2})?)?$/i.exec(typed ?? "");
  return found ? `${found[1]?.padStart(2, "0")}:${found[2] ?? "00"}` : typed;
}

function several(form: HTMLFormElement, name: string): unknown {
  const chosen = texts(form, name);
  return chosen.length ? chosen : null;
}

/** The boxes whose names begin with the question's, by what follows. */
function parts(form: HTMLFormElement, name: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const box of form.elements as unknown as Iterable<Box>) {
    if (!box.name?.startsWith(`${name}-`)) continue;
    const [text] = texts(form, box.name);
    if (text) found[box.name.slice(name.length + 1)] = text.trim();
  }
  return found;
}

function group(form: HTMLFormElement, name: string): unknown {
  const found = parts(form, name);
  return Object.keys(found).length ? found : null;
}

function ranking(form: HTMLFormElement, name: string): unknown {
  const ranked = Object.entries(parts(form, name)).sort((one, other) => Number(one[1]) - Number(other[1]));
  const isInOrder = ranked.every(([, rank], at) => rank === String(at + 1));
  if (!ranked.length) return null;
  return isInOrder ? ranked.map(([key]) => key) : Object.fromEntries(ranked);
}

function tick(form: HTMLFormElement, name: string): unknown {
  return texts(form, name).length ? true : null;
}

/** A point under the pin, or what was drawn; words beside it or alone. */
function place(form: HTMLFormElement, name: string): unknown {
  const { address, geometry, lon, lat } = parts(form, name);
  const drawn = lon && lat ? { type: "Point", coordinates: [Number(lon), Number(lat)] } : geometry && fromJson(geometry);
  const found = { ...(drawn ? { geometry: drawn } : {}), ...(address ? { address } : {}) };
  return Object.keys(found).length ? found : null;
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The files that lie there; one that is still on its way is not. */
function stored(form: HTMLFormElement, name: string): unknown {
  const box = form.querySelector(`input[name="${CSS.escape(name)}-files"]`)?.closest("[data-photos]");
  const files = [...(box?.querySelectorAll("[data-stored]") ?? [])];
  return files.length ? files.map(() => ({})) : null;
}

const READ: Record<string, (form: HTMLFormElement, name: string, node: Node) => unknown> = {
  number, amount: number, scale: number, date: day, time: hour, choices: several,
  matrix: group, person: group, address: group, place, ranking,
  declaration: tick, consent: tick, file: stored, photo: stored,
};

/** All answers of the page that is shown ("" for all pages at once), blocks as lists of rows. */
export function pageAnswers(form: HTMLFormElement, nodes: Record<string, Node>, page: string, prefix: string): Answers {
  const found: Answers = {};
  for (const [key, node] of Object.entries(nodes)) {
    if ((page && node.page !== page) || node.block || ["page", "section", "computed", "information"].includes(node.kind)) continue;
    const value = node.kind === "repeat" ? rows(form, nodes, key, prefix) : answer(form, node, prefix + key);
    if (value !== null) found[key] = value;
  }
  return found;
}

function rows(form: HTMLFormElement, nodes: Record<string, Node>, block: string, prefix: string): Answers[] {
  const count = Number(texts(form, `${prefix}${block}-rows`)[0] ?? 0);
  const inside = Object.entries(nodes).filter(([, node]) => node.block === block && !["computed", "information"].includes(node.kind));
  return Array.from({ length: count }, (_, at) => {
    const row: Answers = {};
    for (const [key, node] of inside) {
      const value = answer(form, node, `${prefix}${block}-${at}-${key}`);
      if (value !== null) row[key] = value;
    }
    return row;
  });
}
