import { expect, it } from "vitest";
import { drawn, nextSquare } from "../src/islands/masking";

it("draws a box from any corner, cut to the picture", () => {
  expect(drawn([0.5, 0.5], [0.2, 1.4])).toEqual([0.2, 0.5, 0.5, 1]);
});

it("takes a short drag for a tap", () => {
  expect(drawn([0.5, 0.5], [0.505, 0.9])).toBeNull();
});

it("goes from square to square and stays at the edges", () => {
  expect(nextSquare(0, "ArrowRight", 108)).toBe(1);
  expect(nextSquare(11, "ArrowRight", 108)).toBe(11);
  expect(nextSquare(12, "ArrowLeft", 108)).toBe(12);
  expect(nextSquare(3, "ArrowDown", 108)).toBe(15);
  expect(nextSquare(100, "ArrowDown", 108)).toBe(100);
  expect(nextSquare(5, "ArrowUp", 108)).toBe(5);
});
