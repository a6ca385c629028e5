// A line or an area while it is drawn: its points, what is refused, the way back.
import type { Geometry, LineString, Polygon } from "geojson";
import { crossesItself, isSame, length, type Position, surface } from "./geometry";

export type Shape = "line" | "area";
/** Why a point is not taken, or an area not closed. */
export type Refused = "drawFull" | "drawCrosses" | "drawClosed" | "drawSame" | "drawFew";
export const MOST_POINTS = 500;
const FEWEST_OF_AREA = 3;

interface State {
  points: Position[];
  isClosed: boolean;
}

export class Track {
  private before: State[] = [];
  private state: State = { points: [], isClosed: false };

  constructor(readonly shape: Shape, written = "") {
    const points = readPoints(written);
    if (points.length) this.state = { points, isClosed: shape === "area" && points.length >= FEWEST_OF_AREA };
  }

  get points(): Position[] {
    return this.state.points;
  }

  get isClosed(): boolean {
    return this.state.isClosed;
  }

  get canUndo(): boolean {
    return this.before.length > 0 || this.points.length > 0;
  }

  get canClose(): boolean {
    return this.shape === "area" && !this.isClosed && this.points.length >= FEWEST_OF_AREA;
  }

  /** One point more; why not, or null. A walk may cross itself, the edge of an area may not. */
  add(point: Position): Refused | null {
    if (this.isClosed) return "drawClosed";
    if (this.points.length >= MOST_POINTS) return "drawFull";
    if (isSame(point, this.points.at(-1))) return "drawSame";
    return this.take({ points: [...this.points, point], isClosed: false });
  }

  /** Puts a point elsewhere; why not, or null. */
  move(at: number, point: Position): Refused | null {
    return this.take({ ...this.state, points: this.points.map((one, index) => (index === at ? point : one)) });
  }

  /** The last edge leads back to the first point; why not, or null. */
  close(): Refused | null {
    return this.canClose ? this.take({ points: this.points, isClosed: true }) : "drawFew";
  }

  removeLast(): void {
    if (this.points.length) this.become({ points: this.points.slice(0, -1), isClosed: false });
  }

  clear(): void {
    if (this.points.length) this.become({ points: [], isClosed: false });
  }

  /** One step back; of what was drawn on another visit, first its closing, then point by point. */
  undo(): void {
    const { points, isClosed } = this.state;
    this.state = this.before.pop() ?? { points: isClosed ? points : points.slice(0, -1), isClosed: false };
  }

  private take(state: State): Refused | null {
    if (this.shape === "area" && crossesItself(state.isClosed ? ring(state.points) : state.points)) return "drawCrosses";
    this.become(state);
    return null;
  }

  private become(state: State): void {
    this.before.push(this.state);
    this.state = state;
  }

  /** Metres of a line, square metres of an area. */
  get size(): number {
    return this.shape === "line" ? length(this.points) : surface(ring(this.points));
  }

  /** What the form sends: an area that nobody closed too, and what is too short, so that it is said. */
  get written(): string {
    const { points } = this;
    if (!points.length) return "";
    const drawn: LineString | Polygon =
      this.shape === "line" ? { type: "LineString", coordinates: points } : { type: "Polygon", coordinates: [ring(points)] };
    return JSON.stringify(drawn);
  }
}

function ring(points: Position[]): Position[] {
  return points.length ? [...points, points[0] as Position] : [];
}

/** The points of GeoJSON, an outline's first one once; none for anything else. */
export function readPoints(written: string): Position[] {
  if (!written) return [];
  try {
    const found = JSON.parse(written) as Geometry;
    if (found.type === "Point") return [found.coordinates as Position];
    if (found.type === "LineString") return found.coordinates as Position[];
    if (found.type === "Polygon") return (found.coordinates[0] ?? []).slice(0, -1) as Position[];
  } catch (problem) {
    console.warn("drawn:", problem);
  }
  return [];
}
