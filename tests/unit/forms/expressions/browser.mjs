// Evaluates a line of JSON at a time with the browser's code, given as the first argument.
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const { evaluate } = await import(pathToFileURL(process.argv[2]).href);
for await (const line of createInterface({ input: process.stdin })) {
  const values = JSON.parse(line).map(({ tree, answers, row, today }) => evaluate(tree, { answers, row }, today));
  process.stdout.write(`${JSON.stringify(values)}\n`);
}
