import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { undoShows } from "../src/islands/bulk";
import { shownLabels, spread } from "../src/islands/charts/draw";
import { readNumber, readTable, sumUp } from "../src/islands/charts/read";
import { nextOption } from "../src/islands/combo";
import { nextRow, opensFirst } from "../src/islands/keys";
import { townStyle } from "../src/islands/map/style";
import { refusal } from "../src/islands/photos";
import { nextPause } from "../src/islands/poll";
import { say } from "../src/texts";

describe("the list of proposals", () => {
  it("goes round with the arrows, and starts outside", () => {
    expect(nextOption(-1, "ArrowDown", 3)).toBe(0);
    expect(nextOption(2, "ArrowDown", 3)).toBe(0);
    expect(nextOption(-1, "ArrowUp", 3)).toBe(2);
    expect(nextOption(0, "ArrowDown", 0)).toBe(-1);
  });
});

describe("a letter that acts on one request", () => {
  it("is never meant for another than the highlighted one", () => {
    for (const letter of "rastnm") {
      expect(opensFirst(letter, "2", "1")).toBe(true);
      expect(opensFirst(letter, "1", "1")).toBe(false);
      expect(opensFirst(letter, undefined, "1")).toBe(false);
    }
    expect(opensFirst("z", "2", "1")).toBe(false);
  });
  it("opens the request from the list alone, where n is the next page", () => {
    for (const letter of "rast") expect(opensFirst(letter, "2", undefined)).toBe(true);
    expect(opensFirst("n", "2", undefined)).toBe(false);
    expect(opensFirst("m", "2", undefined)).toBe(false);
  });
});

describe("the offer to undo", () => {
  it("counts down to the moment people are told, then stays without counting", () => {
    expect(undoShows(0, 60, 600)).toBe(60);
    expect(undoShows(59.5, 60, 600)).toBe(1);
    expect(undoShows(61, 60, 600)).toBe(0);
    expect(undoShows(599, 0, 600)).toBe(0);
    expect(undoShows(600, 0, 600)).toBeNull();
  });
});

describe("the queue's keys", () => {
  it("stop at both ends", () => {
    expect(nextRow(-1, 1, 5)).toBe(0);
    expect(nextRow(-1, -1, 5)).toBe(4);
    expect(nextRow(4, 1, 5)).toBe(4);
    expect(nextRow(0, -1, 5)).toBe(0);
    expect(nextRow(0, 1, 0)).toBe(-1);
  });
});

describe("a photo", () => {
  const limits = { count: 2, megabytes: 20 };
  const file = (name: string, type: string, size = 1000) => ({ name, type, size });

  it("is taken when it is one", () => {
    expect(refusal(file("a.jpg", "image/jpeg"), 0, limits)).toBeNull();
    expect(refusal(file("IMG_1.HEIC", ""), 1, limits)).toBeNull();
  });

  it("is refused with the reason", () => {
    expect(refusal(file("a.svg", "image/svg+xml"), 0, limits)).toBe(say("photoKind"));
    expect(refusal(file("a.pdf", ""), 0, limits)).toBe(say("photoKind"));
    expect(refusal(file("a.jpg", "image/jpeg", 20_000_001), 0, limits)).toBe(say("photoTooBig", 20));
    expect(refusal(file("a.jpg", "image/jpeg"), 2, limits)).toBe(say("photoTooMany", 2));
  });
});

describe("polling", () => {
  it("slows down when the server does not answer, two minutes at most", () => {
    expect(nextPause(5, 0)).toBe(5);
    expect(nextPause(5, 2)).toBe(20);
    expect(nextPause(5, 50)).toBe(120);
  });
});

describe("a chart's table", () => {
  it("is read as French writes numbers", () => {
    expect(readNumber("1\u202f234,5 %")).toBe(1234.5);
    expect(readNumber("−3")).toBe(-3);
    expect(readNumber("–")).toBeNull();
  });

  it("is summed up in a sentence", () => {
    document.documentElement.lang = "fr";
    document.body.innerHTML = `<table><caption>Demandes</caption><thead><tr><th>Semaine</th><th>Reçues</th></tr></thead>
      <tbody><tr><th>S1</th><td>10</td></tr><tr><th>S2</th><td>1 200</td></tr><tr><th>S3</th><td>8</td></tr></tbody></table>`;
    const data = readTable(document.querySelector("table") as HTMLTableElement);
    expect(data.series[0]?.values).toEqual([10, 1200, 8]);
    expect(sumUp(data)).toBe("Demandes. Reçues\u00a0: de 10 à 8, plus haut 1 200 (S2).");
  });

  it("writes no more labels than there is room for", () => {
    expect(shownLabels(12, 4)).toEqual([0, 3, 6, 9]);
    expect(shownLabels(3, 10)).toEqual([0, 1, 2]);
  });
});

describe("the map's style", () => {
  const palette = Object.fromEntries(["ground", "outside", "water", "park", "street", "casing", "border", "label", "building"].map((name) => [name, "#123456"])) as Parameters<typeof townStyle>[1];

  it("asks nothing of anybody: no glyphs, no sprite, sources of this house", () => {
    const style = townStyle({ bounds: [0, 0, 1, 1], layers: { streets: "/map/streets.json" } }, palette);
    expect(style.glyphs).toBeUndefined();
    expect(style.sprite).toBeUndefined();
    expect(JSON.stringify(style)).not.toContain("http");
    expect(style.sources["streets"]).toMatchObject({ type: "geojson", data: "/map/streets.json" });
  });
});

describe("names beside the ends of lines", () => {
  it("stay where they want when there is room", () => {
    expect(spread([80, 20], 14, 10, 100)).toEqual([80, 20]);
  });
  it("keep apart wherever they crowd, within the picture", () => {
    for (const wanted of [[50, 50, 50], [50, 52, 48, 51], [99, 100, 98], [10, 10], [57, 43, 50]]) {
      const spots = spread(wanted, 14, 10, 100).sort((one, other) => one - other);
      spots.forEach((spot, at) => expect(spot - (spots[at - 1] ?? -99)).toBeGreaterThanOrEqual(14));
      expect(spots[0]).toBeGreaterThanOrEqual(10);
      expect(spots.at(-1)).toBeLessThanOrEqual(100);
    }
  });
});

describe("the scripts' sentences", () => {
  it("fill their blanks", () => {
    document.documentElement.lang = "fr";
    expect(say("photoTooMany", 3)).toBe("Vous pouvez joindre 3 photos au plus.");
    document.documentElement.lang = "en";
    expect(say("photoTooMany", 3)).toBe("You can add 3 photos at most.");
  });
});

describe("the icons' list", () => {
  it("names each once, and Lucide has them all", () => {
    const names = readFileSync("icons.txt", "utf8").split(/\s+/).filter(Boolean);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(() => readFileSync(`node_modules/lucide-static/icons/${name}.svg`)).not.toThrow();
  });
});
