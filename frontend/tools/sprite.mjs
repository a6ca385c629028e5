// Gathers the icons named in icons.txt into one SVG sprite, so that a page asks for a single file.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const source = join(root, "node_modules", "lucide-static", "icons");
const names = readFileSync(join(root, "icons.txt"), "utf8").split(/\s+/).filter(Boolean);

const LINES = 'fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round"';

/** The drawing inside one Lucide file, without its comment, wrapper and line breaks. */
function drawing(name) {
  const svg = readFileSync(join(source, `${name}.svg`), "utf8");
  const inner = svg.match(/<svg[^>]*>([\s\S]*)<\/svg>/)?.[1];
  if (!inner) throw new Error(`${name}.svg holds no drawing`);
  return inner.replace(/\s+/g, " ").replace(/> </g, "><").trim();
}

const symbols = [...new Set(names)]
  .sort()
  .map((name) => `<symbol id="${name}" viewBox="0 0 24 24" ${LINES}>${drawing(name)}</symbol>`);
mkdirSync(join(root, "src", "generated"), { recursive: true });
writeFileSync(
  join(root, "src", "generated", "sprite.svg"),
  `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`,
);
