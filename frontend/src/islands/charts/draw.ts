// Lines and bars in SVG: attributes and classes only, so that both themes and the content policy hold.
import { scaleLinear, scalePoint } from "d3-scale";
import { line } from "d3-shape";
import type { ChartData } from "./read";

const SVG = "http://www.w3.org/2000/svg";
type Attributes = Record<string, string | number>;

function make(name: string, attributes: Attributes, words?: string): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  if (words !== undefined) element.textContent = words;
  return element;
}

function canvas(width: number, height: number, label: string): SVGElement {
  return make("svg", { class: "chart", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label });
}

const french = new Intl.NumberFormat("fr-FR", { maximumFractionDigits: 1 });

function highest(data: ChartData): number {
  return Math.max(1, ...data.series.flatMap((series) => series.values.map((value) => value ?? 0)));
}

/** Which labels are written so that they never touch. */
export function shownLabels(count: number, room: number): number[] {
  const every = Math.max(1, Math.ceil(count / Math.max(1, room)));
  return Array.from({ length: count }, (_, index) => index).filter((index) => index % every === 0);
}

/** Several series over time. Each has its colour, its dash, its mark, and its name at its end. */
export function drawLines(data: ChartData, label: string, width: number): SVGElement {
  const height = Math.max(170, Math.min(260, width * 0.5));
  const names = data.series.length > 1;
  const [top, right, bottom, left] = [14, names ? 74 : 14, 26, 40];
  const svg = canvas(width, height, label);
  const x = scalePoint<number>().domain(data.labels.map((_, index) => index)).range([left, width - right]);
  const y = scaleLinear().domain([0, highest(data)]).nice(4).range([height - bottom, top]);
  for (const tick of y.ticks(4)) {
    svg.append(make("line", { class: "grid", x1: left, x2: width - right, y1: y(tick), y2: y(tick) }));
    svg.append(make("text", { x: left - 7, y: y(tick) + 4, "text-anchor": "end" }, french.format(tick)));
  }
  for (const index of shownLabels(data.labels.length, (width - left - right) / 64)) {
    svg.append(make("text", { x: x(index) ?? 0, y: height - 7, "text-anchor": "middle" }, data.labels[index] ?? ""));
  }
  const path = line<number | null>().defined((value) => value !== null).x((_, index) => x(index) ?? 0).y((value) => y(value ?? 0));
  const ends: { name: string; x: number; y: number }[] = [];
  data.series.forEach((series, at) => {
    svg.append(make("path", { class: `series s${at % 4}`, d: path(series.values) ?? "" }));
    const last = series.values.findLastIndex((value) => value !== null);
    if (last < 0) return;
    const [cx, cy] = [x(last) ?? 0, y(series.values[last] ?? 0)];
    svg.append(mark(at, cx, cy));
    ends.push({ name: series.name, x: cx + 9, y: cy + 4 });
  });
  if (!names) return svg;
  const spots = spread(ends.map((end) => end.y), 14, top + 4, height - bottom);
  ends.forEach((end, at) => svg.append(make("text", { class: "name", x: end.x, y: spots[at] ?? end.y }, end.name)));
  return svg;
}

/** Where names go that want to be at `wanted`: in the same order, `gap` apart, from `least` to `most`
 *  while there is room for all. */
export function spread(wanted: number[], gap: number, least: number, most: number): number[] {
  const order = wanted.map((_, at) => at).sort((one, other) => (wanted[one] ?? 0) - (wanted[other] ?? 0));
  const spots = [...wanted];
  let free = least;
  for (const at of order) {
    spots[at] = Math.max(wanted[at] ?? 0, free);
    free = (spots[at] ?? 0) + gap;
  }
  // What was pushed out below comes back up, and pushes what is above it.
  free = Math.max(most, least + gap * (order.length - 1));
  for (const at of order.reverse()) {
    spots[at] = Math.min(spots[at] ?? 0, free);
    free = (spots[at] ?? 0) - gap;
  }
  return spots;
}

function mark(at: number, cx: number, cy: number): SVGElement {
  const css = `mark${at % 4}`;
  if (at % 4 === 1) return make("rect", { class: css, x: cx - 4, y: cy - 4, width: 8, height: 8 });
  if (at % 4 === 2) return make("path", { class: css, d: `M${cx} ${cy - 5}L${cx + 5} ${cy + 4}H${cx - 5}Z` });
  if (at % 4 === 3) return make("path", { class: css, d: `M${cx} ${cy - 5}L${cx + 5} ${cy}L${cx} ${cy + 5}L${cx - 5} ${cy}Z` });
  return make("circle", { class: css, cx, cy, r: 4 });
}

/** One bar a row, its label above it and its figure at its end. */
export function drawBars(data: ChartData, label: string, width: number): SVGElement {
  const series = data.series[0];
  const step = 42;
  const svg = canvas(width, data.labels.length * step, label);
  if (!series) return svg;
  const x = scaleLinear().domain([0, Math.max(1, ...series.values.map((value) => value ?? 0))]).range([0, width - 64]);
  data.labels.forEach((name, index) => {
    const y = index * step;
    const value = series.values[index] ?? 0;
    const link = data.links[index];
    const words = make("text", { class: "name", x: 0, y: y + 14 }, name);
    if (link) {
      const anchor = make("a", { href: link });
      anchor.append(words);
      svg.append(anchor);
    } else svg.append(words);
    svg.append(make("rect", { class: "mark0", x: 0, y: y + 21, width: Math.max(value > 0 ? 2 : 0, x(value)), height: 10, rx: 5 }));
    svg.append(make("text", { x: x(value) + 8, y: y + 30.5 }, series.texts[index] ?? ""));
  });
  return svg;
}

/** Upright columns over time, for a single series. */
export function drawColumns(data: ChartData, label: string, width: number): SVGElement {
  const height = Math.max(160, Math.min(220, width * 0.42));
  const [top, bottom, left] = [12, 24, 40];
  const svg = canvas(width, height, label);
  const values = data.series[0]?.values ?? [];
  const y = scaleLinear().domain([0, highest(data)]).nice(4).range([height - bottom, top]);
  for (const tick of y.ticks(4)) {
    svg.append(make("line", { class: "grid", x1: left, x2: width, y1: y(tick), y2: y(tick) }));
    svg.append(make("text", { x: left - 7, y: y(tick) + 4, "text-anchor": "end" }, french.format(tick)));
  }
  const slot = (width - left) / Math.max(1, values.length);
  values.forEach((value, index) => {
    const tall = y(0) - y(value ?? 0);
    svg.append(make("rect", { class: "mark0", x: left + slot * (index + 0.14), y: y(value ?? 0), width: slot * 0.72, height: tall, rx: Math.min(3, slot / 4) }));
  });
  for (const index of shownLabels(values.length, (width - left) / 60)) {
    svg.append(make("text", { x: left + slot * (index + 0.5), y: height - 6, "text-anchor": "middle" }, data.labels[index] ?? ""));
  }
  return svg;
}
