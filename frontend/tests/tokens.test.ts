import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const sheet = readFileSync("src/styles/tokens.css", "utf8");

function block(start: string): Record<string, string> {
  const from = sheet.indexOf("{", sheet.indexOf(start)) + 1;
  const text = sheet.slice(from, sheet.indexOf("}", from));
  return Object.fromEntries([...text.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map((match) => [match[1], match[2]]));
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const themes = { light: block(":root {"), dark: block(':root[data-theme="dark"]') };

describe("tokens", () => {
  it("gives the same dark theme to the device's choice and to the person's", () => {
    expect(block(':root:not([data-theme="light"])')).toEqual(themes.dark);
  });

  it("names in the dark only what exists in the light", () => {
    for (const name of Object.keys(themes.dark)) expect(themes.light).toHaveProperty(name);
  });

  it.each(Object.entries(themes))("is readable: %s", (_, theme) => {
    const pairs: [string, string][] = [];
    for (const ground of ["--ground", "--surface", "--sunken"]) {
      for (const text of ["--ink-900", "--ink-700", "--ink-500", "--brick-700", "--alert-700"]) pairs.push([text, ground]);
    }
    for (const [text, ground] of [
      ["--on-brick", "--brick-600"], ["--on-alert", "--alert-600"], ["--alert-700", "--alert-50"], ["--moss-600", "--moss-50"],
      ["--amber-700", "--amber-50"], ["--sky-600", "--sky-50"], ["--ink-900", "--amber-50"], ["--ink-900", "--sky-50"],
      ["--ink-700", "--amber-50"], ["--ink-700", "--sky-50"], ["--rail-text", "--rail"], ["--rail-here-text", "--rail-here"],
      ["--map-label", "--map-ground"], ["--ink-500", "--brick-50"],
    ] as [string, string][]) pairs.push([text, ground]);
    const unreadable = pairs.filter(([text, ground]) => contrast(theme[text] ?? "", theme[ground] ?? "") < 4.5);
    expect(unreadable).toEqual([]);
  });

  it.each(Object.entries(themes))("shows where a field begins: %s", (_, theme) => {
    expect(contrast(theme["--field-line"] ?? "", theme["--surface"] ?? "")).toBeGreaterThanOrEqual(3);
    expect(contrast(theme["--field-line"] ?? "", theme["--ground"] ?? "")).toBeGreaterThanOrEqual(3);
    expect(contrast(theme["--focus"] ?? "", theme["--ground"] ?? "")).toBeGreaterThanOrEqual(3);
  });
});
