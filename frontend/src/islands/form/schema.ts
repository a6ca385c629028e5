// Whether an answer is one that its question accepts: as much of JSON Schema as the questions use
// (`json_schema` of each kind, parvis/offer/forms/fields/).

export interface Schema {
  [keyword: string]: unknown;
}

export function accepts(schema: Schema, value: unknown): boolean {
  return Object.entries(schema).every(([keyword, wanted]) => {
    const holds = Object.hasOwn(KEYWORDS, keyword) ? KEYWORDS[keyword] : undefined;
    return holds ? holds(value, wanted as never) : true;
  });
}

function decimalsOf(value: number): number {
  const [digits, exponent = "0"] = String(value).split("e");
  return Math.max(0, (digits?.split(".")[1]?.length ?? 0) - Number(exponent));
}

function isDay(value: unknown): boolean {
  const moment = new Date(`${String(value)}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().slice(0, 10) === value;
}

function isType(value: unknown, type: string): boolean {
  if (type === "integer") return Number.isInteger(value);
  if (type === "array") return Array.isArray(value);
  if (type === "object") return typeof value === "object" && value !== null && !Array.isArray(value);
  return typeof value === type;
}

function letters(value: unknown): number {
  return typeof value === "string" ? [...value].length : 0;
}

function every(value: unknown, holds: (one: unknown) => boolean): boolean {
  return !Array.isArray(value) || value.every(holds);
}

/** Of what is no object nothing is asked; `type` says that it is one. */
function properties(value: unknown, wanted: Record<string, Schema>): boolean {
  if (!isType(value, "object")) return true;
  return Object.entries(value as object).every(([name, one]) => Object.hasOwn(wanted, name) && accepts(wanted[name] as Schema, one));
}

const KEYWORDS: Record<string, (value: unknown, wanted: never) => boolean> = {
  type: (value, wanted: string) => isType(value, wanted),
  enum: (value, wanted: unknown[]) => wanted.includes(value),
  const: (value, wanted: unknown) => value === wanted,
  not: (value, wanted: Schema) => !accepts(wanted, value),
  anyOf: (value, wanted: Schema[]) => wanted.some((one) => accepts(one, value)),
  contains: (value, wanted: Schema) => Array.isArray(value) && value.some((one) => accepts(wanted, one)),
  minimum: (value, wanted: number) => Number(value) >= wanted,
  maximum: (value, wanted: number) => Number(value) <= wanted,
  pattern: (value, wanted: string) => new RegExp(wanted, "u").test(String(value)),
  maxLength: (value, wanted: number) => letters(value) <= wanted,
  minItems: (value, wanted: number) => Array.isArray(value) && value.length >= wanted,
  maxItems: (value, wanted: number) => Array.isArray(value) && value.length <= wanted,
  uniqueItems: (value) => !Array.isArray(value) || new Set(value).size === value.length,
  items: (value, wanted: Schema) => every(value, (one) => accepts(wanted, one)),
  required: (value, wanted: string[]) => wanted.every((name) => Object.hasOwn(value as object, name)),
  minProperties: (value, wanted: number) => Object.keys(value as object).length >= wanted,
  properties,
  format: (value, wanted: string) => wanted !== "date" || isDay(value),
  "x-decimals": (value, wanted: number) => decimalsOf(Number(value)) <= wanted,
  "x-earliest": (value, wanted: string) => String(value) >= wanted,
  "x-latest": (value, wanted: string) => String(value) <= wanted,
};
