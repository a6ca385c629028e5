import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { evaluate, isMet, type Answers, type Tree } from "../src/islands/form/expression";

type Vector = { expression: string; tree: Tree; answers: Answers; row?: Answers; today: string; expected: unknown };

// The same that Python reads: tests/unit/forms/expressions/test_vectors.py.
const VECTORS = JSON.parse(readFileSync("../tests/unit/forms/expressions/vectors.json", "utf8")) as Vector[];

describe("an expression means the same in the browser", () => {
  it.each(VECTORS.map((vector, at) => ({ at, ...vector })))("$at: $expression", ({ tree, answers, row, today, expected }) => {
    expect(evaluate(tree, { answers, row: row ?? null }, today)).toEqual(expected);
  });
});

describe("a condition", () => {
  it("that is empty doesn't hold", () => {
    expect(isMet(["field", "member"], { answers: {} }, "2026-11-23")).toBe(false);
    expect(isMet(["field", "member"], { answers: { member: "yes" } }, "2026-11-23")).toBe(true);
  });

  it("never reads what every object has", () => {
    expect(isMet(["answered", ["field", "constructor"]], { answers: {} }, "2026-11-23")).toBe(false);
    expect(() => evaluate(["toString"], { answers: {} }, "2026-11-23")).toThrow("unknown operation");
  });
});
