// One file, or one wish about files, posted while the form stays where it is; what the answer says of them.

/** The files as they are from now on: their pictures, how many more there may be, why one was refused. */
export interface Taken {
  stored: Element[];
  left: string;
  kept: string;
  refused: string[];
}

export interface Posted {
  form: HTMLFormElement;
  /** Where files have an address of their own; without one they go with their form, to its address. */
  url: string;
  parts: Record<string, string | File>;
  onProgress?: ((percent: number) => void) | undefined;
  read: (page: Document) => Taken | null;
}

// What a form carries changes with each answer: its next question waits for it, whichever field asks.
const lines = new WeakMap<HTMLFormElement, Promise<unknown>>();

/** Posts after all that this form has on its way; rejects when the network or the server failed. */
export function post(posted: Posted): Promise<Taken> {
  const before = lines.get(posted.form) ?? Promise.resolve();
  const mine = before.then(() => send(posted));
  lines.set(posted.form, mine.catch(() => undefined));
  return mine;
}

function send({ form, url, parts, onProgress, read }: Posted): Promise<Taken> {
  const kept = form.querySelector<HTMLInputElement>("input[name=kept]");
  const data = url ? new FormData() : textsOf(form);
  if (kept) data.set("kept", kept.value);
  for (const [name, value] of Object.entries(parts)) data.append(name, value);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", url || (form.getAttribute("action") ?? location.href));
    request.setRequestHeader("X-Requested-With", "fetch");
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress?.(Math.round((100 * event.loaded) / event.total));
    };
    request.onerror = () => reject(new Error("network"));
    request.onload = () => {
      const taken = read(new DOMParser().parseFromString(request.responseText, "text/html"));
      if (!taken) return reject(new Error(`${url} answered ${request.status}`));
      if (kept && taken.kept) kept.value = taken.kept;
      resolve(taken);
    };
    request.send(data);
  });
}

/** What is typed in a form, without its files: each of them goes alone. */
function textsOf(form: HTMLFormElement): FormData {
  const data = new FormData(form);
  form.querySelectorAll<HTMLInputElement>("input[type=file]").forEach((input) => data.delete(input.name));
  return data;
}

/** What an answer says: the fragment of an address of its own, or the whole page with the question `name`. */
export function readAnswer(page: Document, name: string): Taken | null {
  const own = page.querySelector<HTMLElement>("[data-photos-answer]");
  const told = own ?? (name ? page.querySelector<HTMLElement>(`[data-form-files="${CSS.escape(name)}"]`) : null);
  if (!told) return null;
  const refused = own ? [...own.querySelectorAll(".error")] : [page.getElementById(`${name}-error`)];
  return {
    stored: [...told.querySelectorAll("[data-stored]")],
    left: told.dataset["left"] ?? told.dataset["max"] ?? "0",
    kept: told.dataset["kept"] ?? page.querySelector<HTMLInputElement>("input[name=kept]")?.value ?? "",
    refused: refused.map((line) => line?.textContent?.trim() ?? "").filter(Boolean),
  };
}
