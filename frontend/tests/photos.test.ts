import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { post, readAnswer } from "../src/islands/photos/post";
import { refusal } from "../src/islands/photos/shared";
import { say } from "../src/texts";

const parse = (html: string): Document => new DOMParser().parseFromString(html, "text/html");

describe("a file", () => {
  const limits = { count: 2, megabytes: 1, kinds: "PDF, JPEG", accept: "application/pdf,image/jpeg,.pdf,.jpeg" };
  const file = (name: string, type: string, size = 1000) => ({ name, type, size });

  it("is taken by its type or by the end of its name", () => {
    expect(refusal(file("a.pdf", "application/pdf"), 0, limits)).toBeNull();
    expect(refusal(file("A.PDF", ""), 1, limits)).toBeNull();
    expect(refusal(file("IMG.heic", ""), 0, limits)).toBeNull();
  });

  it("is refused with the reason", () => {
    expect(refusal(file("a.exe", ""), 0, limits)).toBe(say("fileKind", "PDF, JPEG"));
    expect(refusal(file("a.pdf", "", 1_000_001), 0, limits)).toBe(say("fileTooBig", 1));
    expect(refusal(file("a.pdf", ""), 2, limits)).toBe(say("fileTooMany", 2));
  });
});

describe("the answer to a file", () => {
  it("is the fragment of its own address", () => {
    const page = parse('<div data-photos-answer data-left="2" data-kept="k"><i data-stored></i><p class="error"> Non. </p></div>');
    expect(readAnswer(page, "")).toMatchObject({ left: "2", kept: "k", refused: ["Non."] });
  });

  it("or the page, of which the question alone counts", () => {
    const page = parse(`<form><input name="kept" value="k2">
      <div data-form-files="q-a" data-max="1"><i data-stored></i></div>
      <p class="error" id="q-b-error">Pas celle-ci.</p><div data-form-files="q-b" data-max="3"></div></form>`);
    expect(readAnswer(page, "q-a")).toMatchObject({ left: "1", kept: "k2", refused: [] });
    expect(readAnswer(page, "q-a")?.stored).toHaveLength(1);
    expect(readAnswer(page, "q-b")?.refused).toEqual(["Pas celle-ci."]);
    expect(readAnswer(page, "q-c")).toBeNull();
  });
});

describe("two fields of one form", () => {
  const sent: { data: FormData; answer: (html: string) => void }[] = [];

  class Request {
    upload = {};
    responseText = "";
    onload = (): void => undefined;
    open(): void {}
    setRequestHeader(): void {}
    send(data: FormData): void {
      sent.push({ data, answer: (html) => ((this.responseText = html), this.onload()) });
    }
  }

  beforeEach(() => {
    sent.length = 0;
    vi.stubGlobal("XMLHttpRequest", Request);
    document.body.innerHTML = '<form><input name="kept" value="k0"><input name="q-text" value="Port"><input type="file" name="q-a-files"></form>';
  });
  afterEach(() => vi.unstubAllGlobals());

  it("ask one after the other, each with what the answer before gave to carry", async () => {
    const form = document.querySelector("form") as HTMLFormElement;
    const ask = (name: string) => post({ form, url: "", parts: { do: `keep-${name}-0` }, read: (page) => readAnswer(page, name) });
    const [first, second] = [ask("q-a"), ask("q-b")];
    await vi.waitFor(() => expect(sent).toHaveLength(1));
    expect([...(sent[0]?.data.keys() ?? [])]).toEqual(["kept", "q-text", "do"]);
    sent[0]?.answer('<input name="kept" value="k1"><div data-form-files="q-a"></div>');
    await first;
    await vi.waitFor(() => expect(sent).toHaveLength(2));
    expect(sent[1]?.data.get("kept")).toBe("k1");
    sent[1]?.answer("<p>Une erreur</p>");
    await expect(second).rejects.toThrow();
    void ask("q-a");
    await vi.waitFor(() => expect(sent).toHaveLength(3));
  });
});
