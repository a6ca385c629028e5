// Titles use one weight and one softness of Fraunces: fixing these axes makes the file a quarter of
// its size. The optical size stays variable, so that large titles are finer than small ones.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import subsetFont from "subset-font";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const source = join(root, "node_modules", "@fontsource-variable", "fraunces", "files");
const target = join(root, "src", "generated", "fonts");
const AXES = { wght: 560, SOFT: 50, WONK: 0 };
// Every character below U+3000: the files hold only their own part of them.
const text = Array.from({ length: 0x2fff }, (_, code) => String.fromCodePoint(code)).join("");

mkdirSync(target, { recursive: true });
for (const part of ["latin", "latin-ext"]) {
  const font = readFileSync(join(source, `fraunces-${part}-full-normal.woff2`));
  const made = await subsetFont(font, text, { targetFormat: "woff2", variationAxes: AXES });
  writeFileSync(join(target, `fraunces-${part}.woff2`), made);
}
