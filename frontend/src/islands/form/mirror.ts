// Reading a set of answers under a form: what is shown, worked out, needed. The twin of
// parvis/offer/forms/walking.py; both are held to the same vectors by the tests.
import { evaluate, isMet, type Answers, type Tree } from "./expression";
import { accepts, type Schema } from "./schema";

/** One part of the form; what is nothing is left out. */
export interface Node {
  kind: string;
  parent?: string;
  page: string;
  block?: string;
  show?: Tree;
  required?: boolean;
  required_when?: Tree;
  compute?: Tree;
  leaps?: { when?: Tree; to: string }[];
  schema?: Schema;
  parts?: string[];
  depends_on?: string;
  under?: Record<string, string>;
  decimals?: number;
  fewest?: number;
  most?: number;
}

export interface Form {
  today: string;
  order: string[];
  nodes: Record<string, Node>;
}

/** What the answers come to: `shown` and `required` by path, `answers` those that count. */
export interface Reading {
  answers: Answers;
  shown: Set<string>;
  required: Set<string>;
}

type Row = Answers | null;
const AFTER = " ends";

export function pathOf(key: string, block: string | undefined, at: number | null): string {
  return at === null ? key : `${block}.${at}.${key}`;
}

/** Each part after those that it waits for. `given` is in its canonical form already. */
export function read(form: Form, given: Answers): Reading {
  const walk = new Walk(form, given);
  form.order.forEach((step) => walk.take(step));
  walk.settle();
  return walk.reading;
}

class Walk {
  readonly reading: Reading = { answers: {}, shown: new Set(), required: new Set() };
  private leapingTo = "";
  private readonly asked: [string, Node, number | null][] = [];

  constructor(
    private readonly form: Form,
    private readonly given: Answers,
  ) {}

  take(step: string): void {
    if (step.endsWith(AFTER)) return this.endPage(step.slice(0, -AFTER.length));
    const node = this.form.nodes[step];
    if (!node) return;
    if (node.kind === "page") this.page(step, node);
    else if (node.kind === "repeat") this.block(step, node);
    else if (node.kind === "section") { if (this.stands(node, null)) this.reading.shown.add(step); }
    else for (const at of this.rows(node)) this.field(step, node, at);
  }

  /** What can be said once everything is worked out. */
  settle(): void {
    for (const [key, node, at] of this.asked) {
      const needed = node.required || (node.required_when !== undefined && this.holds(node.required_when, this.row(node, at)));
      if (needed) this.reading.required.add(pathOf(key, node.block, at));
    }
  }

  private page(key: string, node: Node): void {
    if (this.leapingTo === key) this.leapingTo = "";
    if (!this.leapingTo && this.holds(node.show, null)) this.reading.shown.add(key);
  }

  private endPage(key: string): void {
    if (!this.reading.shown.has(key)) return;
    this.leapingTo = this.form.nodes[key]?.leaps?.find((leap) => this.holds(leap.when, null))?.to ?? "";
  }

  private block(key: string, node: Node): void {
    if (!this.stands(node, null)) return;
    this.reading.shown.add(key);
    const rows = this.given[key];
    if (Array.isArray(rows) && rows.length) this.reading.answers[key] = rows.slice(0, node.most ?? rows.length).map(() => ({}));
  }

  private rows(node: Node): (number | null)[] {
    if (!node.block) return [null];
    const rows = this.reading.answers[node.block];
    return Array.isArray(rows) ? rows.map((_, at) => at) : [];
  }

  private field(key: string, node: Node, at: number | null): void {
    if (!this.stands(node, at)) return;
    this.reading.shown.add(pathOf(key, node.block, at));
    const answers = this.row(node, at) ?? this.reading.answers;
    if (node.kind === "computed") {
      const value = node.compute === undefined ? null : evaluate(node.compute, { answers: this.reading.answers, row: this.row(node, at) }, this.form.today);
      if (value !== null) answers[key] = value;
      return;
    }
    if (node.kind === "information") return;
    this.asked.push([key, node, at]);
    const value = this.givenTo(key, node, at);
    if (value === undefined || value === null) return;
    if (node.schema && !accepts(node.schema, value)) return;
    if (this.isOffered(node, value, answers)) answers[key] = value;
  }

  private isOffered(node: Node, value: unknown, answers: Answers): boolean {
    if (!node.depends_on || !node.under) return true;
    const above = answers[node.depends_on] ?? this.reading.answers[node.depends_on];
    const chosen = Array.isArray(above) ? above : [above];
    const under = node.under;
    const given = typeof value === "string" ? [value] : Object.values(value as object);
    return given.every((one) => chosen.includes(under[String(one)]));
  }

  private givenTo(key: string, node: Node, at: number | null): unknown {
    if (at === null || !node.block) return this.given[key];
    const rows = this.given[node.block] as Answers[];
    return rows[at]?.[key];
  }

  private row(node: Node, at: number | null): Row {
    if (at === null || !node.block) return null;
    return (this.reading.answers[node.block] as Answers[])[at] ?? null;
  }

  private stands(node: Node, at: number | null): boolean {
    return this.reading.shown.has(node.parent ?? "") && this.holds(node.show, this.row(node, at));
  }

  private holds(condition: Tree | undefined, row: Row): boolean {
    return condition === undefined || isMet(condition, { answers: this.reading.answers, row }, this.form.today);
  }
}
