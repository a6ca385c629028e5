// Reads a line of forms with their answers at a time as the browser does, by the code given as the first argument.
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const { read } = await import(pathToFileURL(process.argv[2]).href);
for await (const line of createInterface({ input: process.stdin })) {
  const readings = JSON.parse(line).map(({ mirror, given }) => {
    const { answers, shown, required } = read(mirror, { ...mirror.given, ...given });
    return { answers, shown: [...shown], required: [...required] };
  });
  process.stdout.write(`${JSON.stringify(readings)}\n`);
}
