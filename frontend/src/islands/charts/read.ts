// A chart is its table: what the table says, as numbers, and one sentence that sums it up.
import { say } from "../../texts";

export interface Series {
  name: string;
  values: (number | null)[];
  texts: string[];
}

export interface ChartData {
  title: string;
  labels: string[];
  links: (string | null)[];
  series: Series[];
}

/** A number as French writes it ("1 234,5 %", "−3"), or null when the cell holds none. */
export function readNumber(text: string): number | null {
  const plain = text.replace(/[\s\u00a0\u202f]/g, "").replace("−", "-").replace(",", ".");
  const match = plain.match(/-?\d+(\.\d+)?/);
  return match ? Number(match[0]) : null;
}

/** Labels from the first column, one series for each column after it. */
export function readTable(table: HTMLTableElement): ChartData {
  const words = (cell: Element | undefined) => cell?.textContent?.trim() ?? "";
  const heads = [...table.querySelectorAll("thead > tr:first-child > *")].map(words);
  const rows = [...table.querySelectorAll("tbody > tr")];
  const value = (row: Element, column: number) => {
    const given = row.children[column]?.getAttribute("data-value");
    return given ? Number(given) : readNumber(words(row.children[column]));
  };
  return {
    title: words(table.querySelector("caption") ?? undefined),
    labels: rows.map((row) => words(row.children[0])),
    links: rows.map((row) => row.querySelector("a")?.getAttribute("href") ?? null),
    series: heads.slice(1).map((name, index) => ({
      name,
      values: rows.map((row) => value(row, index + 1)),
      texts: rows.map((row) => words(row.children[index + 1])),
    })),
  };
}

/** One sentence a series: where it starts, where it ends, its highest. */
export function sumUp(data: ChartData): string {
  const sentences = data.series.map((series) => {
    const known = series.values.flatMap((value, at) => (value === null ? [] : [{ value, at }]));
    const [first, last] = [known[0], known[known.length - 1]];
    if (!first || !last) return "";
    const top = known.reduce((best, one) => (one.value > best.value ? one : best), first);
    return say("chartSummary", series.name, series.texts[first.at] ?? "", series.texts[last.at] ?? "", series.texts[top.at] ?? "", data.labels[top.at] ?? "");
  });
  return [data.title, ...sentences].filter(Boolean).join(". ").replace(/\.\. /g, ". ");
}
