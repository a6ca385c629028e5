// Requests on the map: marks when near, groups when far, one count per district when farther still.
import type { ExpressionSpecification, GeoJSONSource, Map as TownMap, MapGeoJSONFeature } from "maplibre-gl";
import { Popup } from "maplibre-gl";
import type { Feature, FeatureCollection, Point } from "geojson";
import { say } from "../../texts";
import { drawShape, TONES } from "./shapes";

/** One count for a whole district, shown when the map is far. */
export interface DistrictCount {
  id: string;
  name: string;
  lon: number;
  lat: number;
  count: number;
}

/** What a points address answers: GeoJSON, with the counts beside it when the app gives them. */
export interface Points extends FeatureCollection<Point> {
  districts?: DistrictCount[];
}

export const NO_POINTS: Points = { type: "FeatureCollection", features: [] };
const FAR = 12.4;
const SOURCES = { points: "parvis-points", districts: "parvis-districts", chosen: "parvis-chosen" };
const FONT = ["Public Sans Variable"];
// A mark that stands for several requests: grouped here, or counted by the server when there are many.
const MANY: ExpressionSpecification = ["any", ["has", "point_count"], ["has", "count"]];
const HOW_MANY: ExpressionSpecification = ["coalesce", ["get", "total"], ["get", "count"], 1];
const TONE: ExpressionSpecification = ["coalesce", ["get", "tone"], "open"];

function color(token: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(token).trim();
}

function districtPoints(counts: DistrictCount[]): FeatureCollection<Point> {
  // Eighty quartiers share the room of a dozen: the more there are, the smaller each is drawn.
  const crowd = Math.min(1, Math.sqrt(24 / Math.max(counts.length, 1)));
  return {
    type: "FeatureCollection",
    features: counts.map((one) => ({
      type: "Feature",
      geometry: { type: "Point", coordinates: [one.lon, one.lat] },
      properties: { name: one.name, count: one.count, crowd },
    })),
  };
}

function addGroups(map: TownMap): void {
  const radius: ExpressionSpecification = ["interpolate", ["linear"], ["sqrt", HOW_MANY], 1, 11, 30, 26];
  map.addLayer({
    id: "groups", type: "circle", source: SOURCES.points, filter: MANY,
    paint: { "circle-color": color("--ink-700"), "circle-radius": radius, "circle-stroke-color": color("--surface"), "circle-stroke-width": 2 },
  });
  map.addLayer({
    id: "group-count", type: "symbol", source: SOURCES.points, filter: MANY,
    layout: { "text-field": ["to-string", HOW_MANY], "text-font": FONT, "text-size": 12.5, "text-allow-overlap": true },
    paint: { "text-color": color("--surface") },
  });
}

function addDistrictCounts(map: TownMap): void {
  const radius: ExpressionSpecification = ["*", ["get", "crowd"], ["interpolate", ["linear"], ["sqrt", ["get", "count"]], 1, 13, 40, 30]];
  map.addLayer({
    id: "district-counts", type: "circle", source: SOURCES.districts, maxzoom: FAR,
    paint: { "circle-color": color("--brick-600"), "circle-radius": radius, "circle-opacity": 0.92, "circle-stroke-color": color("--surface"), "circle-stroke-width": 2 },
  });
  map.addLayer({
    id: "district-count", type: "symbol", source: SOURCES.districts, maxzoom: FAR,
    layout: { "text-field": ["to-string", ["get", "count"]], "text-font": FONT, "text-size": ["max", 10, ["*", 13, ["get", "crowd"]]], "text-allow-overlap": true, "text-ignore-placement": true },
    paint: { "text-color": color("--on-brick") },
  });
  map.addLayer({
    id: "district-count-name", type: "symbol", source: SOURCES.districts, minzoom: 11.3, maxzoom: FAR,
    layout: { "text-field": ["get", "name"], "text-font": FONT, "text-size": 12, "text-anchor": "top", "text-offset": [0, 1.35], "text-max-width": 8 },
    paint: { "text-color": color("--map-label"), "text-halo-color": color("--map-ground"), "text-halo-width": 1.8 },
  });
}

/** Where counts are known, they stand for the marks while the map is far, names under them. */
function setRanges(map: TownMap, counted: boolean): void {
  const nearFrom = counted ? FAR : 0;
  for (const layer of ["marks", "groups", "group-count"]) if (map.getLayer(layer)) map.setLayerZoomRange(layer, nearFrom, 24);
  if (map.getLayer("district-name")) map.setLayerZoomRange("district-name", counted ? FAR : 11.6, 14.4);
}

/** Adds sources, images and layers; safe to call again after a change of theme. */
export function drawPoints(map: TownMap, points: Points, cluster: boolean): void {
  for (const tone of TONES) {
    const image = drawShape(tone);
    if (!image) continue;
    if (map.hasImage(tone)) map.updateImage(tone, image);
    else map.addImage(tone, image, { pixelRatio: 2 });
  }
  const counts = points.districts ?? [];
  if (map.getSource(SOURCES.points)) return;
  map.addSource(SOURCES.points, { type: "geojson", data: points, cluster, clusterRadius: 38, clusterMaxZoom: 15, clusterProperties: { total: ["+", ["coalesce", ["get", "count"], 1]] } });
  map.addSource(SOURCES.districts, { type: "geojson", data: districtPoints(counts) });
  map.addSource(SOURCES.chosen, { type: "geojson", data: NO_POINTS });
  map.addLayer({
    id: "marks", type: "symbol", source: SOURCES.points, filter: ["!", MANY],
    layout: { "icon-image": TONE, "icon-allow-overlap": true, "icon-size": ["interpolate", ["linear"], ["zoom"], 11, 0.75, 16, 1.15] },
  });
  if (cluster) addGroups(map);
  addDistrictCounts(map);
  setRanges(map, counts.length > 0);
  map.addLayer({
    id: "chosen", type: "circle", source: SOURCES.chosen,
    paint: { "circle-color": color("--brick-600"), "circle-radius": 9, "circle-stroke-color": color("--surface"), "circle-stroke-width": 3 },
  });
}

/** Replaces what is shown without touching the view. */
export function updatePoints(map: TownMap, points: Points): void {
  map.getSource<GeoJSONSource>(SOURCES.points)?.setData(points);
  map.getSource<GeoJSONSource>(SOURCES.districts)?.setData(districtPoints(points.districts ?? []));
  setRanges(map, (points.districts ?? []).length > 0);
}

/** Marks one request as the chosen one, or none. */
export function choosePoint(map: TownMap, feature: Feature<Point> | undefined): void {
  const features = feature ? [feature] : [];
  map.getSource<GeoJSONSource>(SOURCES.chosen)?.setData({ type: "FeatureCollection", features });
}

/** The small window on a mark, built without HTML strings: words of people are only text. */
export function popupFor(feature: Feature<Point>): Popup {
  const text = (name: string) => String(feature.properties?.[name] ?? "");
  const box = document.createElement("div");
  box.className = "stack stack--s";
  const title = document.createElement("strong");
  title.textContent = text("title");
  box.append(title);
  for (const name of ["state", "place"]) {
    if (!text(name)) continue;
    const line = document.createElement("div");
    line.className = name === "state" ? `chip chip--${text("tone")}` : "muted";
    line.textContent = text(name);
    box.append(line);
  }
  if (text("href")) {
    const link = document.createElement("a");
    link.className = "link";
    link.href = text("href");
    link.textContent = say("open");
    const last = document.createElement("div");
    last.append(link);
    box.append(last);
  }
  return new Popup({ offset: 14, maxWidth: "18rem" }).setDOMContent(box);
}

/** Opens groups, goes into districts, and tells `onChoose` which request was touched. */
export function listenToPoints(map: TownMap, onChoose: (feature: Feature<Point>) => void): void {
  const first = (event: { features?: MapGeoJSONFeature[] }) => event.features?.[0] as Feature<Point> | undefined;
  map.on("click", "marks", (event) => {
    const feature = first(event);
    if (feature) onChoose(feature);
  });
  map.on("click", "groups", async (event) => {
    const feature = first(event);
    const source = map.getSource<GeoJSONSource>(SOURCES.points);
    if (!feature || !source) return;
    const center = feature.geometry.coordinates as [number, number];
    if (!feature.properties?.["cluster_id"]) return void map.easeTo({ center, zoom: map.getZoom() + 1.5 });
    const zoom = await source.getClusterExpansionZoom(Number(feature.properties?.["cluster_id"]));
    map.easeTo({ center, zoom: zoom + 0.3 });
  });
  map.on("click", "district-counts", (event) => {
    const feature = first(event);
    if (feature) map.easeTo({ center: feature.geometry.coordinates as [number, number], zoom: FAR + 0.8 });
  });
  for (const layer of ["marks", "groups", "district-counts"]) {
    map.on("mouseenter", layer, () => (map.getCanvas().dataset["over"] = "yes"));
    map.on("mouseleave", layer, () => delete map.getCanvas().dataset["over"]);
  }
}
