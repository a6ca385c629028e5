// How long a line is, how large an area, whether an outline crosses itself: as
// `parvis/foundation/drawn.py` says it, held to the same vectors. Longitude comes first.

export type Position = [lon: number, lat: number];
type Edge = [Position, Position];

const EARTH_RADIUS_M = 6_371_008.8;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;
const edgesOf = (line: Position[]): Edge[] => line.slice(1).map((end, at) => [line[at] as Position, end]);
export const isSame = (one: Position | undefined, other: Position | undefined): boolean =>
  !!one && !!other && one[0] === other[0] && one[1] === other[1];

/** Metres along a line. */
export function length(line: Position[]): number {
  return edgesOf(line).reduce((sum, [[lon1, lat1], [lon2, lat2]]) => {
    const [halfLat, halfLon] = [radians(lat2 - lat1) / 2, radians(lon2 - lon1) / 2];
    const chord = Math.sin(halfLat) ** 2 + Math.cos(radians(lat1)) * Math.cos(radians(lat2)) * Math.sin(halfLon) ** 2;
    return sum + 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(chord)));
  }, 0);
}

/** Square metres within an outline that ends where it begins. */
export function surface(outline: Position[]): number {
  const total = edgesOf(outline).reduce(
    (sum, [[lon1, lat1], [lon2, lat2]]) => sum + radians(lon2 - lon1) * (2 + Math.sin(radians(lat1)) + Math.sin(radians(lat2))), 0,
  );
  return (Math.abs(total) * EARTH_RADIUS_M ** 2) / 2;
}

/** Whether a line, or an outline that ends where it begins, meets itself anywhere but from one edge to the next. */
export function crossesItself(line: Position[]): boolean {
  const edges = edgesOf(line);
  const isRing = isSame(line[0], line.at(-1));
  return edges.some((edge, at) =>
    edges.slice(at + 1).some((other, after) => {
      if (after === 0) return goesBack(edge, other);
      if (isRing && at === 0 && after === edges.length - 2) return goesBack(other, edge);
      return meet(edge, other);
    }),
  );
}

/** Whether an edge leads back over the one before it. */
function goesBack([start, corner]: Edge, [, end]: Edge): boolean {
  const towards = (corner[0] - start[0]) * (end[0] - corner[0]) + (corner[1] - start[1]) * (end[1] - corner[1]);
  return turn(start, corner, end) === 0 && towards < 0;
}

function meet(one: Edge, other: Edge): boolean {
  const [[a, b], [c, d]] = [one, other];
  const [cSide, dSide, aSide, bSide] = [turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)];
  if (cSide * dSide < 0 && aSide * bSide < 0) return true;
  return (
    (cSide === 0 && isBetween(c, one)) || (dSide === 0 && isBetween(d, one)) ||
    (aSide === 0 && isBetween(a, other)) || (bSide === 0 && isBetween(b, other))
  );
}

/** 1 when the way from a by b to c turns left, -1 right, 0 straight. */
function turn(a: Position, b: Position, c: Position): number {
  return Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
}

function isBetween([x, y]: Position, [[x1, y1], [x2, y2]]: Edge): boolean {
  return Math.min(x1, x2) <= x && x <= Math.max(x1, x2) && Math.min(y1, y2) <= y && y <= Math.max(y1, y2);
}
