// Sends a form without leaving the page, so that a cut network never costs what was typed.
import { forgetDraft } from "./store";

/** The sheets and scripts that a page asks for: pages of one face share them. */
function needs(page: Document): string {
  const asked = page.querySelectorAll('link[rel="stylesheet"], script[src]');
  return [...asked].map((one) => one.getAttribute("href") ?? one.getAttribute("src")).join(" ");
}

/** The drafts that a page says have arrived. */
export function doneKeys(page: ParentNode): string[] {
  const places = [...page.querySelectorAll<HTMLElement>("[data-draft-done]")];
  return places.flatMap((place) => (place.dataset["draftDone"] ?? "").split(/\s+/)).filter(Boolean);
}

/**
 * Shows the server's answer as a plain submission would: its words, its address, its focus.
 * One request only, so a message meant to be seen once is seen. A page of another face is loaded:
 * what this answer alone says, that drafts have arrived, is heeded before. Returns those drafts.
 */
export async function show(html: string, url: string, here: Document = document): Promise<string[]> {
  const page = new DOMParser().parseFromString(html, "text/html");
  const done = doneKeys(page);
  if (!page.body.childElementCount || needs(page) !== needs(here)) {
    for (const key of done) await forgetDraft(key);
    location.assign(url);
    return done;
  }
  if (url.split("#")[0] !== location.href.split("#")[0]) history.pushState({ parvis: "sent" }, "", url);
  here.title = page.title;
  const token = page.querySelector('meta[name="csrf-token"]')?.getAttribute("content");
  if (token) here.querySelector('meta[name="csrf-token"]')?.setAttribute("content", token);
  delete here.documentElement.dataset["awake"];
  here.body.className = page.body.className;
  here.body.replaceChildren(...here.adoptNode(page.body).childNodes);
  scrollTo(0, 0);
  // Where the page itself says that one goes on, else what is wrong.
  const wrong = here.querySelector<HTMLElement>('[aria-invalid="true"]');
  (here.querySelector<HTMLElement>(".answering [autofocus]") ?? wrong ?? here.getElementById("main"))?.focus();
  const { wake } = await import("../../start");
  await wake(here.body);
  return done;
}

// Going back over an answer asks the server again: this page's own words are gone.
addEventListener("popstate", () => location.reload());

/**
 * Posts the form with its files; `onProgress` is told whole percents. Returns the drafts that have arrived.
 * Rejects only when the network failed: any answer of the server is shown, errors included.
 */
export function send(form: HTMLFormElement, submitter: HTMLButtonElement | null, onProgress: (percent: number) => void): Promise<string[]> {
  const data = new FormData(form);
  if (submitter?.name) data.append(submitter.name, submitter.value);
  const url = submitter?.hasAttribute("formaction") ? submitter.formAction : form.getAttribute("action") || location.href;
  const plain = form.enctype !== "multipart/form-data";
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(Math.round((100 * event.loaded) / event.total));
    };
    request.onerror = () => reject(new Error("network"));
    request.onload = () => show(request.responseText, request.responseURL || url).then(resolve, reject);
    request.send(plain ? new URLSearchParams(data as unknown as Record<string, string>) : data);
  });
}
