import { beforeEach, describe, expect, it, vi } from "vitest";
import { isBlank, isTouched, keepable, readFields, writeFields } from "../src/islands/draft/fields";
import { start } from "../src/islands/draft";
import { loadDraft, saveDraft, sweep } from "../src/islands/draft/store";

function form(): HTMLFormElement {
  document.body.innerHTML = `<form>
    <input type="hidden" name="csrfmiddlewaretoken" value="secret">
    <input type="hidden" name="lon" value="">
    <input name="where" value=""><input type="password" name="pass" value="hush"><input type="file" name="photos">
    <textarea name="words"></textarea>
    <input type="radio" name="lamp" value="off"><input type="radio" name="lamp" value="blink">
    <input type="checkbox" name="news" value="mail" checked>
    <select name="type"><option value="">–</option><option value="7">Sept</option></select>
    <div data-no-draft><input name="private" value="x"></div>
  </form>`;
  return document.querySelector("form") as HTMLFormElement;
}

describe("a draft", () => {
  beforeEach(() => localStorage.clear());

  it("never holds a token, a password, a file, or what is marked private", () => {
    const names = keepable(form()).map((field) => field.name);
    expect(new Set(names)).toEqual(new Set(["lon", "where", "words", "lamp", "news", "type"]));
  });

  it("comes back as it was, unticked boxes included", () => {
    const first = form();
    (first.elements.namedItem("words") as HTMLTextAreaElement).value = "Éteint depuis dimanche";
    (first.elements.namedItem("lon") as HTMLInputElement).value = "2.35";
    (first.querySelector('[value="blink"]') as HTMLInputElement).checked = true;
    (first.querySelector('[name="news"]') as HTMLInputElement).checked = false;
    (first.elements.namedItem("type") as HTMLSelectElement).value = "7";
    const kept = readFields(first);
    const second = form();
    expect(writeFields(second, kept)).toBe(true);
    expect(readFields(second)).toEqual(kept);
    expect(writeFields(second, kept)).toBe(false);
  });

  it("gives way to what was written before the scripts came", () => {
    const page = form();
    expect(isTouched(page)).toBe(false);
    (page.elements.namedItem("type") as HTMLSelectElement).value = "7";
    expect(isTouched(page)).toBe(true);
    const other = form();
    (other.elements.namedItem("words") as HTMLTextAreaElement).value = "x";
    expect(isTouched(other)).toBe(true);
  });

  it("gives way to the words that the server put in", () => {
    saveDraft("reply-7", { words: ["Bonjour"] });
    document.body.innerHTML = `<form data-draft="reply-7"><textarea name="words"></textarea></form>
      <form data-draft="reply-7" data-draft-bound><textarea name="words">Bonjour, merci.</textarea></form>`;
    start(document);
    const [own, filled] = [...document.querySelectorAll("textarea")].map((field) => field.value);
    expect(own).toBe("Bonjour");
    expect(filled).toBe("Bonjour, merci.");
  });

  it("is offered, not shown, where the device may be another's", async () => {
    saveDraft("survey-7-you", { words: ["C’est moi"] });
    const page = '<form data-draft="survey-7-you" data-draft-offered><textarea name="words"></textarea></form>';
    document.body.innerHTML = page;
    start(document);
    const words = (): string => document.querySelector("textarea")!.value;
    expect(words()).toBe("");
    const [takeUp] = document.querySelectorAll("button");
    takeUp!.click();
    await vi.waitFor(() => expect(words()).toBe("C’est moi"));
    expect(document.activeElement).toBe(document.querySelector("textarea"));
    document.body.innerHTML = page;
    start(document);
    document.querySelectorAll("button")[1]!.click();
    await vi.waitFor(() => expect(loadDraft("survey-7-you")).toBeNull());
    expect(words()).toBe("");
  });

  it("is offered no longer once somebody writes, whose words take its place", () => {
    saveDraft("survey-7-you", { words: ["C’est moi"] });
    document.body.innerHTML = '<form data-draft="survey-7-you" data-draft-offered><textarea name="words"></textarea></form>';
    start(document);
    const field = document.querySelector("textarea")!;
    field.value = "Et moi";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    expect(document.querySelector("button")).toBeNull();
    dispatchEvent(new Event("pagehide"));
    expect(loadDraft("survey-7-you")).toEqual({ words: ["Et moi"] });
  });

  it("is blank until something is written", () => {
    expect(isBlank({ words: ["  "], news: [] })).toBe(true);
    expect(isBlank({ words: ["x"] })).toBe(false);
  });

  it("is forgotten after a week, and when it cannot be read", () => {
    const day = 86_400_000;
    saveDraft("report", { words: ["x"] }, 0);
    expect(loadDraft("report", 6 * day)).toEqual({ words: ["x"] });
    expect(loadDraft("report", 8 * day)).toBeNull();
    localStorage.setItem("parvis.draft.report", "{broken");
    expect(loadDraft("report")).toBeNull();
    expect(localStorage.getItem("parvis.draft.report")).toBeNull();
  });

  it("is swept once too old, though nobody opens its form again", async () => {
    const day = 86_400_000;
    saveDraft("old", { words: ["x"] }, 0);
    saveDraft("young", { words: ["y"] }, 6 * day);
    localStorage.setItem("theirs", "z");
    await sweep(8 * day);
    expect(Object.keys(localStorage).sort()).toEqual(["parvis.draft.young", "theirs"]);
  });
});
