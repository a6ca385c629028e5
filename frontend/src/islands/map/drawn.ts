// What was drawn, as the map shows it: an area's inside, its edge or a line, its points.
import type { GeoJSONSource, Map as TownMap } from "maplibre-gl";
import type { Feature, FeatureCollection } from "geojson";
import type { Position } from "./geometry";

const SOURCE = "parvis-drawn";

function color(token: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(token).trim();
}

/** A line or an area by its points; while an area is open its edge is. */
export function features(points: Position[], isArea: boolean, isOpen: boolean): FeatureCollection {
  const first = points[0];
  const drawn: Feature[] = points.map((coordinates) => ({
    type: "Feature", properties: {}, geometry: { type: "Point", coordinates },
  }));
  const feature = (geometry: Feature["geometry"]): Feature => ({ type: "Feature", properties: {}, geometry });
  if (points.length > 1) {
    const edge = isArea && !isOpen && first ? [...points, first] : points;
    drawn.unshift(feature({ type: "LineString", coordinates: edge }));
  }
  if (isArea && points.length > 2 && first) drawn.unshift(feature({ type: "Polygon", coordinates: [[...points, first]] }));
  return { type: "FeatureCollection", features: drawn };
}

/** Shows it, in the colours of the present theme; safe to call again, and after a change of theme. */
export function showDrawn(map: TownMap, data: FeatureCollection): void {
  const source = map.getSource<GeoJSONSource>(SOURCE);
  if (source) return void source.setData(data);
  map.addSource(SOURCE, { type: "geojson", data });
  const line = { "line-cap": "round", "line-join": "round" } as const;
  map.addLayer({ id: "drawn-area", type: "fill", source: SOURCE, filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": color("--brick-600"), "fill-opacity": 0.22 } });
  map.addLayer({ id: "drawn-casing", type: "line", source: SOURCE, filter: ["==", ["geometry-type"], "LineString"], layout: line, paint: { "line-color": color("--surface"), "line-width": 7 } });
  map.addLayer({ id: "drawn-line", type: "line", source: SOURCE, filter: ["==", ["geometry-type"], "LineString"], layout: line, paint: { "line-color": color("--brick-600"), "line-width": 4 } });
  map.addLayer({
    id: "drawn-points", type: "circle", source: SOURCE, filter: ["==", ["geometry-type"], "Point"],
    paint: { "circle-color": color("--surface"), "circle-radius": 6, "circle-stroke-color": color("--brick-600"), "circle-stroke-width": 3 },
  });
}
