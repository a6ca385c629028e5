// `<table data-chart="line|bar|column">`: the picture of a table, one press away from it.
import { icon } from "../../page";
import { say } from "../../texts";
import { drawBars, drawColumns, drawLines } from "./draw";
import { readTable, sumUp } from "./read";

const DRAWERS = { line: drawLines, bar: drawBars, column: drawColumns };
type Kind = keyof typeof DRAWERS;

function enhance(table: HTMLTableElement): void {
  const kind = table.dataset["chart"] as Kind;
  const draw = DRAWERS[kind];
  const data = readTable(table);
  if (!draw || !data.series.length || !data.labels.length) return;
  const wrap = table.closest<HTMLElement>(".table-wrap") ?? table;
  const box = document.createElement("div");
  box.className = "chart-box";
  const picture = document.createElement("div");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "link chart-box__switch";
  box.append(picture, button);
  wrap.before(box);
  const paint = () => picture.replaceChildren(draw(data, sumUp(data), Math.max(260, Math.round(box.clientWidth || 480))));
  const toggle = (asTable: boolean) => {
    wrap.hidden = !asTable;
    picture.hidden = asTable;
    button.toggleAttribute("data-table", asTable);
    button.replaceChildren(icon(asTable ? "chart-line" : "table"), ` ${say(asTable ? "chartPicture" : "chartTable")}`);
  };
  button.addEventListener("click", () => toggle(Boolean(wrap.hidden)));
  toggle(false);
  paint();
  let width = box.clientWidth;
  new ResizeObserver(() => {
    if (Math.abs(box.clientWidth - width) < 8) return;
    width = box.clientWidth;
    paint();
  }).observe(box);
}

/** Draws every marked table below `root`. */
export function start(root: ParentNode): void {
  for (const table of root.querySelectorAll<HTMLTableElement>("table[data-chart]:not([data-live])")) {
    table.dataset["live"] = "yes";
    enhance(table);
  }
}
