import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { crossesItself, length, type Position, surface } from "../src/islands/map/geometry";
import { MOST_POINTS, readPoints, Track } from "../src/islands/map/track";

type Vectors = {
  lines: { name: string; line: Position[]; length: number }[];
  outlines: { name: string; outline: Position[]; surface?: number; crosses: boolean }[];
};

// The same that Python reads: tests/unit/foundation/test_drawn.py.
const VECTORS = JSON.parse(readFileSync("../tests/unit/foundation/drawn.json", "utf8")) as Vectors;

describe("the browser measures as the server does", () => {
  it.each(VECTORS.lines)("$name", ({ line, length: metres }) => expect(length(line)).toBeCloseTo(metres, 0));
  it.each(VECTORS.outlines)("$name", (one) => {
    expect(crossesItself(one.outline)).toBe(one.crosses);
    if (one.surface) expect(surface(one.outline) / one.surface).toBeCloseTo(1, 3);
  });
});

function drawn(shape: "line" | "area", ...points: Position[]): Track {
  const track = new Track(shape);
  for (const one of points) expect(track.add(one)).toBeNull();
  return track;
}

describe("an area while it is drawn", () => {
  it("is closed from three points on, and sent with its first point twice", () => {
    const track = drawn("area", [0, 0], [1, 0]);
    expect(track.close()).toBe("drawFew");
    expect(track.add([1, 1])).toBeNull();
    expect(track.close()).toBeNull();
    expect(track.add([5, 5])).toBe("drawClosed");
    expect(track.written).toBe('{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}');
  });

  it("takes no edge that crosses another, the last one neither", () => {
    const track = drawn("area", [0, 0], [2, 2], [2, 0]);
    expect(track.add([0, 2])).toBe("drawCrosses");
    expect(track.points).toHaveLength(3);
    const hook = drawn("area", [2, 2], [3, 2], [3, 1], [1, 1], [1, 3], [4, 3], [4, 0.5]);
    expect(hook.close()).toBe("drawCrosses");
    expect(hook.isClosed).toBe(false);
  });

  it("is sent unclosed too, and too short, so that the server says so", () => {
    expect(drawn("area", [0, 0], [1, 0]).written).toContain("[[0,0],[1,0],[0,0]]");
  });

  it("moves a point, unless the edge would cross itself", () => {
    const track = drawn("area", [0, 0], [2, 0], [2, 2], [0, 2]);
    track.close();
    expect(track.move(2, [1, -1])).toBe("drawCrosses");
    expect(track.move(2, [3, 3])).toBeNull();
    expect(track.points[2]).toEqual([3, 3]);
  });
});

describe("an area of another visit", () => {
  it("is opened again by the first step back, then goes point by point", () => {
    const again = new Track("area", drawn("area", [0, 0], [1, 0], [1, 1]).written);
    expect(again.isClosed).toBe(true);
    again.undo();
    expect([again.isClosed, again.points.length]).toEqual([false, 3]);
    again.undo();
    expect(again.points).toHaveLength(2);
    expect(again.canUndo).toBe(true);
  });
});

describe("a line while it is drawn", () => {
  it("may cross its own way, and goes back step by step, clearing too", () => {
    const track = drawn("line", [0, 0], [2, 2], [2, 0], [0, 2]);
    track.removeLast();
    expect(track.points).toHaveLength(3);
    track.clear();
    expect(track.written).toBe("");
    track.undo();
    expect(track.points).toHaveLength(3);
    track.undo();
    expect(track.points).toHaveLength(4);
  });

  it("takes five hundred points, none twice in a row", () => {
    const track = drawn("line", [0, 0]);
    expect(track.add([0, 0])).toBe("drawSame");
    for (let at = 1; at < MOST_POINTS; at += 1) track.add([at / 1000, 0]);
    expect(track.add([9, 9])).toBe("drawFull");
  });

  it("is taken up where it was left", () => {
    const written = drawn("line", [0, 0], [1, 0]).written;
    expect(new Track("line", written).points).toEqual([[0, 0], [1, 0]]);
    expect(readPoints("not json")).toEqual([]);
    expect(readPoints('{"type":"Point","coordinates":[1.5,43.6]}')).toEqual([[1.5, 43.6]]);
  });
});
