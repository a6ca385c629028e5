// Where drafts lie: words in localStorage, photos in IndexedDB. Both stay on this device.
import type { Kept } from "./fields";

const PREFIX = "parvis.draft.";
const DAYS = 7;
const MAX_AGE_MS = DAYS * 86_400_000;

interface Saved {
  at: number;
  fields: Kept;
}

/** The draft of this key, unless it is too old or cannot be read. */
export function loadDraft(key: string, now = Date.now()): Kept | null {
  const text = localStorage.getItem(PREFIX + key);
  if (!text) return null;
  try {
    const saved = JSON.parse(text) as Saved;
    if (now - saved.at <= MAX_AGE_MS) return saved.fields;
  } catch (problem) {
    console.warn("draft:", problem);
  }
  localStorage.removeItem(PREFIX + key);
  return null;
}

/** Keeps the draft; a device without room loses the draft, never the page. */
export function saveDraft(key: string, fields: Kept, now = Date.now()): void {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify({ at: now, fields } satisfies Saved));
  } catch (problem) {
    console.warn("draft:", problem);
  }
}

/** Forgets the drafts that are too old, whether or not their form is ever opened again. */
export async function sweep(now = Date.now()): Promise<void> {
  for (const name of Object.keys(localStorage)) if (name.startsWith(PREFIX)) loadDraft(name.slice(PREFIX.length), now);
  if (!("indexedDB" in window)) return;
  try {
    for (const key of await withStore("readonly", (store) => store.getAllKeys())) {
      const saved = (await withStore("readonly", (store) => store.get(key))) as { at: number } | undefined;
      if (saved && now - saved.at > MAX_AGE_MS) await withStore("readwrite", (store) => store.delete(key));
    }
  } catch (problem) {
    console.warn("draft photos:", problem);
  }
}

/** Forgets words and photos of this draft. */
export async function forgetDraft(key: string): Promise<void> {
  localStorage.removeItem(PREFIX + key);
  await saveFiles(key, []);
}

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("parvis", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("files");
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("IndexedDB refused"));
  });
}

async function withStore<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await openDatabase();
  try {
    return await new Promise<T>((resolve, reject) => {
      const request = act(database.transaction("files", mode).objectStore("files"));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error("IndexedDB refused"));
    });
  } finally {
    database.close();
  }
}

/** Keeps the chosen photos of this draft; none means forget them. */
export async function saveFiles(key: string, files: File[]): Promise<void> {
  if (!("indexedDB" in window)) return;
  try {
    if (files.length) await withStore("readwrite", (store) => store.put({ at: Date.now(), files }, key));
    else await withStore("readwrite", (store) => store.delete(key));
  } catch (problem) {
    console.warn("draft photos:", problem);
  }
}

/** The photos of this draft, none when too old or unreadable. */
export async function loadFiles(key: string, now = Date.now()): Promise<File[]> {
  if (!("indexedDB" in window)) return [];
  try {
    const saved = (await withStore("readonly", (store) => store.get(key))) as { at: number; files: File[] } | undefined;
    return saved && now - saved.at <= MAX_AGE_MS ? saved.files : [];
  } catch (problem) {
    console.warn("draft photos:", problem);
    return [];
  }
}
