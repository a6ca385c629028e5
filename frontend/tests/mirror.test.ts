import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, it } from "vitest";
import { start } from "../src/islands/form";
import { read, type Form, type Node } from "../src/islands/form/mirror";
import { moved } from "../src/islands/form/ranking";
import { accepts } from "../src/islands/form/schema";
import { pageAnswers } from "../src/islands/form/typed";
import type { Answers } from "../src/islands/form/expression";

type Case = { form: number; shown: string[]; answers: Answers; canonical: Answers };
type Vectors = { today: string; forms: { mirror: Omit<Form, "today"> }[]; cases: Case[] };

// The same that Python reads: tests/unit/answering/test_mirror.py.
const VECTORS = JSON.parse(readFileSync("../tests/unit/answering/mirror.json", "utf8")) as Vectors;

describe("the browser shows what the server shows", () => {
  it.each(VECTORS.cases.map((one, at) => ({ at, ...one })))("$at", ({ form, shown, answers, canonical }) => {
    const told = VECTORS.forms[form]?.mirror;
    if (!told) throw new Error(`no form ${form}`);
    const reading = read({ ...told, today: VECTORS.today }, canonical);
    expect([...reading.shown].sort()).toEqual(shown);
    // Of what nothing follows from, only the server says whether it is right.
    const named = (key: string) => told.nodes[key]?.schema || ["computed", "repeat"].includes(told.nodes[key]?.kind ?? "");
    const wanted = Object.keys(answers).filter((key) => named(key) && told.nodes[key]?.kind !== "repeat");
    for (const key of wanted) expect(reading.answers[key]).toEqual(answers[key]);
    for (const key of Object.keys(reading.answers).filter(named)) expect(answers).toHaveProperty([key]);
  });
});

describe("an answer is accepted", () => {
  it("with as many decimals as its question takes", () => {
    expect(accepts({ type: "number", "x-decimals": 2 }, 12.25)).toBe(true);
    expect(accepts({ type: "number", "x-decimals": 2 }, 12.125)).toBe(false);
  });

  it("on a day that there is", () => {
    expect(accepts({ type: "string", format: "date" }, "2026-02-28")).toBe(true);
    expect(accepts({ type: "string", format: "date" }, "2026-02-30")).toBe(false);
  });
});

describe("a page", () => {
  beforeEach(() => {
    document.body.innerHTML = `<form data-mirror="told"><input name="seen" value="goes">
      <div data-question="goes"><label><input type="radio" name="q-goes" value="yes">Yes</label></div>
      <div data-question="why" hidden><input name="q-why"><span data-optional></span></div>
      <div data-question="sum"><output></output></div><input name="q-n" value="1,5">
      </form><script type="application/json" id="told"></script>`;
    const nodes: Record<string, Node> = {
      p: { kind: "page", page: "p" },
      goes: { kind: "yes_no", page: "p", parent: "p", schema: { enum: ["yes", "no"] } },
      why: { kind: "text", page: "p", parent: "p", show: ["field", "goes"], required: true },
      n: { kind: "number", page: "p", parent: "p", schema: { type: "number" } },
      sum: { kind: "computed", page: "p", parent: "p", compute: ["*", ["field", "n"], 2] },
    };
    const told = { today: "2026-11-23", language: "fr", prefix: "q-", page: "p", given: {}, order: ["p", "goes", "n", "why", "sum"], nodes };
    (document.getElementById("told") as HTMLElement).textContent = JSON.stringify(told);
    start(document);
  });

  const shown = (path: string) => !document.querySelector<HTMLElement>(`[data-question="${path}"]`)?.hidden;

  it("asks one question more at once, and says that it did", () => {
    expect(shown("why")).toBe(false);
    const yes = document.querySelector<HTMLInputElement>("[name=q-goes]") as HTMLInputElement;
    yes.checked = true;
    yes.dispatchEvent(new Event("change", { bubbles: true }));
    expect(shown("why")).toBe(true);
    expect(document.querySelector<HTMLElement>("[data-optional]")?.hidden).toBe(true);
    expect(document.querySelector<HTMLInputElement>("[name=seen]")?.value).toBe("goes why sum");
    expect(document.getElementById("announcer")?.textContent).toContain("question");
  });

  it("works out what follows", () => {
    expect(document.querySelector("output")?.textContent).toBe("3");
  });
});

describe("a part of a form", () => {
  const questions = (other: string) => `<div data-mirror="told"><input name="seen" value="">
    <div data-part="${other}" hidden><div data-question="why" hidden><input name="q-why"></div></div>
    <div data-question="goes"><input type="checkbox" name="q-goes" value="1"></div>
    <span id="told" hidden>${JSON.stringify({
      today: "2026-11-23", language: "fr", prefix: "q-", page: "", given: {}, order: ["p", "goes", "p ends", other, "why"],
      nodes: {
        p: { kind: "page", page: "p" }, goes: { kind: "declaration", page: "p", parent: "p", schema: { const: true } },
        [other]: { kind: "page", page: other, show: ["field", "goes"] }, why: { kind: "text", page: other, parent: other },
      },
    })}</span></div>`;

  function tick(): void {
    const box = document.querySelector<HTMLInputElement>("[name=q-goes]") as HTMLInputElement;
    box.checked = true;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  }

  it("shows the pages that stand on it, and those that are brought in its place", () => {
    document.body.innerHTML = `<form><div id="place">${questions("first")}</div></form>`;
    start(document);
    tick();
    expect(document.querySelector<HTMLElement>("[data-part=first]")?.hidden).toBe(false);
    const place = document.getElementById("place") as HTMLElement;
    place.innerHTML = questions("second");
    start(place);
    expect(document.querySelector<HTMLElement>("[data-part=second]")?.hidden).toBe(true);
    tick();
    expect(document.querySelector<HTMLElement>("[data-part=second]")?.hidden).toBe(false);
    expect(document.querySelector<HTMLInputElement>("[name=seen]")?.value).toBe("second why goes");
  });
});

describe("what is typed", () => {
  it("is read as the server reads it", () => {
    document.body.innerHTML = `<form><input name="q-day-day" value="1"><input name="q-day-month" value="2"><input name="q-day-year" value="2026">
      <input name="q-hour" value="9h30"><select name="q-order-a"><option selected>2</option></select><select name="q-order-b"><option selected>1</option></select>
      <input name="q-rows-rows" value="1"><input name="q-rows-0-size" value="−3"></form>`;
    const on = { page: "p", parent: "p" };
    const nodes: Record<string, Node> = {
      day: { kind: "date", ...on }, hour: { kind: "time", ...on }, order: { kind: "ranking", ...on },
      rows: { kind: "repeat", ...on }, size: { kind: "number", block: "rows", ...on },
    };
    const form = document.querySelector("form") as HTMLFormElement;
    expect(pageAnswers(form, nodes, "p", "q-")).toEqual({ day: "2026-02-01", hour: "09:30", order: ["b", "a"], rows: [{ size: -3 }] });
  });
});

describe("what follows from a place or a file", () => {
  const on = { page: "p", parent: "p" };
  const nodes: Record<string, Node> = { where: { kind: "place", ...on }, walk: { kind: "place", ...on }, bill: { kind: "file", ...on } };
  const answers = (html: string): Answers => {
    document.body.innerHTML = `<form>${html}</form>`;
    return pageAnswers(document.querySelector("form") as HTMLFormElement, nodes, "p", "q-");
  };

  it("is read from the map as the server reads it", () => {
    const point = '<input name="q-where-address" value="La mairie"><input name="q-where-lon" value="4.8"><input name="q-where-lat" value="45.7">';
    expect(answers(point)).toEqual({ where: { address: "La mairie", geometry: { type: "Point", coordinates: [4.8, 45.7] } } });
    const line = { type: "LineString", coordinates: [[4.8, 45.7], [4.9, 45.7]] };
    expect(answers(`<input name="q-walk-geometry" value='${JSON.stringify(line)}'>`)).toEqual({ walk: { geometry: line } });
    expect(answers('<input name="q-walk-geometry" value=""><input name="q-where-lon" value="">')).toEqual({});
  });

  it("holds as soon as a file lies there", () => {
    const files = (stored: string) => `<div data-photos>${stored}<input type="file" name="q-bill-files"></div>`;
    expect(answers(files(""))).toEqual({});
    expect(answers(files("<div data-stored></div>"))).toEqual({ bill: [{}] });
  });
});

describe("a ranking", () => {
  it("moves one place at a time, never out of the list", () => {
    expect(moved(["a", "b", "c"], "c", -1)).toEqual(["a", "c", "b"]);
    expect(moved(["a", "b", "c"], "a", -1)).toEqual(["a", "b", "c"]);
    expect(moved(["a", "b", "c"], "c", 1)).toEqual(["a", "b", "c"]);
  });
});
