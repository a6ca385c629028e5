// What an expression says of a form's answers: the twin of parvis/offer/forms/expressions/.
// The meaning of each piece is in that room's README; both read the same vectors in the tests.

/** A literal, or ["field", key], ["field", block, key], [operation, ...operands]. */
export type Tree = number | string | boolean | Tree[];
export type Answers = Record<string, unknown>;
/** The answers, hidden ones left out, and the row of a block that one stands in. */
export type Scope = { answers: Answers; row?: Answers | null };
type Value = number | string | boolean | unknown[] | object | null;
type Operation = (self: Evaluation, operands: Tree[]) => Value;

/** The value; null for empty. `today` is YYYY-MM-DD. */
export function evaluate(tree: Tree, scope: Scope, today: string): Value {
  return new Evaluation(scope, today).value(tree);
}

/** Whether a condition holds; an empty one doesn't. */
export function isMet(tree: Tree, scope: Scope, today: string): boolean {
  return holds(evaluate(tree, scope, today));
}

class Evaluation {
  constructor(
    private readonly scope: Scope,
    readonly today: string,
  ) {}

  value(tree: Tree): Value {
    if (!Array.isArray(tree)) return read(tree);
    const [name, ...operands] = tree;
    if (name === "field") return this.find(operands as string[]);
    const operation = Object.hasOwn(OPERATIONS, String(name)) ? OPERATIONS[String(name)] : undefined;
    if (!operation) throw new Error(`unknown operation: ${String(name)}`);
    return operation(this, operands);
  }

  values(trees: Tree[]): Value[] {
    return trees.map((tree) => this.value(tree));
  }

  holds(tree: Tree): boolean {
    return holds(this.value(tree));
  }

  /** The numbers among the operands, those of a block row by row. */
  numbers(trees: Tree[]): number[] {
    return trees
      .flatMap((tree) => (isColumn(tree) ? (this.value(tree) as Value[]) : [this.value(tree)]))
      .filter((value) => typeof value === "number");
  }

  private find(path: string[]): Value {
    const { answers, row } = this.scope;
    const key = path.at(-1) ?? "";
    if (path.length === 2) {
      const rows = own(answers, path[0] ?? "");
      if (!Array.isArray(rows)) return [];
      return rows.map((one: Answers) => read(own(one, key))).filter((value) => value !== null);
    }
    return read(row && Object.hasOwn(row, key) ? row[key] : own(answers, key));
  }
}

/** ["field", block, key]: what was answered in all the rows. */
function isColumn(tree: Tree): boolean {
  return Array.isArray(tree) && tree[0] === "field" && tree.length === 3;
}

function own(answers: Answers, key: string): unknown {
  return Object.hasOwn(answers, key) ? answers[key] : null;
}

/** A stored answer as a value; "", [] and {} are empty. */
function read(stored: unknown): Value {
  if (typeof stored === "number") return finite(stored);
  if (typeof stored === "boolean") return stored;
  if (typeof stored === "string") return stored || null;
  if (typeof stored !== "object" || stored === null) return null;
  return Object.keys(stored).length ? stored : null;
}

/** Empty for what is too large or no number; there is no negative zero. */
function finite(number: number): number | null {
  return Number.isFinite(number) ? number + 0 : null;
}

function holds(value: Value): boolean {
  return value === true || value === "yes";
}

/** A flag stays; a yes/no question's answer, stored as a text, becomes one. */
function asFlag(value: Value): Value {
  if (value === "yes" || value === "no") return value === "yes";
  return typeof value === "boolean" ? value : null;
}

/** False when a side is empty or when they are not of one kind. */
function compares(operator: string, left: Value, right: Value): boolean {
  if (typeof left === "boolean" || typeof right === "boolean") [left, right] = [asFlag(left), asFlag(right)];
  if (left === null || right === null || typeof left !== typeof right) return false;
  if (typeof left === "object" || typeof right === "object") return false;
  if (operator === "=") return left === right;
  if (operator === "!=") return left !== right;
  if (typeof left === "boolean") return false;
  if (operator === "<") return left < right;
  if (operator === "<=") return left <= right;
  return operator === ">" ? left > right : left >= right;
}

function comparison(operator: string): Operation {
  return (self, [left = "", right = ""]) => compares(operator, self.value(left), self.value(right));
}

/** From left to right; empty when an operand is, by zero, or beyond the largest double. */
function arithmetic(step: (left: number, right: number) => number): Operation {
  return (self, operands) => {
    const numbers = self.numbers(operands);
    if (numbers.length !== operands.length) return null;
    return finite(numbers.length === 1 ? -(numbers[0] ?? 0) : numbers.reduce(step));
  };
}

function aggregate(summary: (numbers: number[]) => number, ofNothing: number | null = null): Operation {
  return (self, operands) => {
    const numbers = self.numbers(operands);
    return numbers.length ? finite(summary(numbers)) : ofNothing;
  };
}

function total(numbers: number[]): number {
  return numbers.reduce((left, right) => left + right, 0);
}

/** `number` times a power of ten, by its digits. */
function shifted(number: number, decimals: number): number {
  const [digits, exponent = "0"] = String(number).split("e");
  return Number(`${digits}e${Number(exponent) + decimals}`);
}

/** Half away from zero, of the decimal digits that one reads: roundTo(1.005, 2) is 1.01. */
function roundTo(number: number, decimals: number): number | null {
  const scaled = shifted(Math.abs(number), decimals);
  if (!Number.isFinite(scaled)) return null;
  const whole = Math.floor(scaled);
  const rounded = shifted(scaled - whole >= 0.5 ? whole + 1 : whole, -decimals);
  return finite(number < 0 ? -rounded : rounded);
}

/** The day as [year, month, day, days since 1970], or null when there was none such. */
function toDay(text: Value): [number, number, number, number] | null {
  if (typeof text !== "string" || !/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text) || text.startsWith("0000")) return null;
  const moment = new Date(`${text}T00:00:00Z`);
  if (Number.isNaN(moment.getTime()) || moment.toISOString().slice(0, 10) !== text) return null;
  return [moment.getUTCFullYear(), moment.getUTCMonth(), moment.getUTCDate(), moment.getTime() / 86_400_000];
}

function betweenDays(self: Evaluation, operands: Tree[]): Value {
  const [first, last] = self.values(operands).map(toDay);
  return first && last ? last[3] - first[3] : null;
}

/** Whole years, rounded down. */
function betweenYears(self: Evaluation, operands: Tree[]): Value {
  const [first, last] = self.values(operands).map(toDay);
  if (!first || !last) return null;
  const before = last[1] < first[1] || (last[1] === first[1] && last[2] < first[2]);
  return last[0] - first[0] - Number(before);
}

/** Letter by letter, so that no letter changes with its neighbours. */
function foldCase(text: string): string {
  return [...text].map((letter) => letter.toLowerCase()).join("");
}

function contains(self: Evaluation, operands: Tree[]): boolean {
  const [text = null, part = null] = self.values(operands);
  return typeof text === "string" && typeof part === "string" && foldCase(text).includes(foldCase(part));
}

function chosen(self: Evaluation, operands: Tree[]): boolean {
  const [answer = null, key = null] = self.values(operands);
  return Array.isArray(answer) ? answer.includes(key) : answer !== null && answer === key;
}

function anyIs(self: Evaluation, operands: Tree[]): boolean {
  const [answers = null, wanted = null] = self.values(operands);
  if (!Array.isArray(answers)) return false;
  return answers.some((one: Value) => (Array.isArray(one) ? one.includes(wanted) : compares("=", one, wanted)));
}

function firstOf(self: Evaluation, operands: Tree[]): Value {
  for (const operand of operands) {
    const value = self.value(operand);
    if (value !== null) return value;
  }
  return null;
}

const OPERATIONS: Record<string, Operation> = {
  and: (self, operands) => operands.every((one) => self.holds(one)),
  or: (self, operands) => operands.some((one) => self.holds(one)),
  not: (self, [tree = false]) => !self.holds(tree),
  if: (self, [condition = false, then = "", otherwise = ""]) => self.value(self.holds(condition) ? then : otherwise),
  ...Object.fromEntries(["=", "!=", "<", "<=", ">", ">="].map((operator) => [operator, comparison(operator)])),
  "+": arithmetic((left, right) => left + right),
  "-": arithmetic((left, right) => left - right),
  "*": arithmetic((left, right) => left * right),
  "/": arithmetic((left, right) => (right === 0 ? Number.NaN : left / right)),
  sum: aggregate(total, 0),
  mean: aggregate((numbers) => total(numbers) / numbers.length),
  min: aggregate((numbers) => Math.min(...numbers)),
  max: aggregate((numbers) => Math.max(...numbers)),
  answered: (self, [field = ""]) => self.value(field) !== null,
  count: (self, [field = ""]) => { const found = self.value(field); return Array.isArray(found) ? found.length : 0; },
  length: (self, [field = ""]) => { const text = self.value(field); return typeof text === "string" ? [...text].length : 0; },
  round: (self, [tree = "", decimals = 0]) => { const number = self.value(tree); return typeof number === "number" ? roundTo(number, Number(decimals)) : null; },
  chosen,
  any: anyIs,
  contains,
  first_of: firstOf,
  days_between: betweenDays,
  years_between: betweenYears,
  today: (self) => self.today,
};
