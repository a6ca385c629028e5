// Draws the town from its own GeoJSON: no tile server, no font server, nothing from outside.
import type { LayerSpecification, SourceSpecification, StyleSpecification } from "maplibre-gl";
import type { GeoJSON } from "geojson";

/** A layer is either GeoJSON itself or the address where the app serves it. */
export type LayerData = GeoJSON | string;

/** What `/map/layers.json` answers. */
export interface TownLayers {
  bounds: [west: number, south: number, east: number, north: number];
  center?: [lon: number, lat: number];
  attribution?: string;
  layers: Partial<Record<LayerName, LayerData>>;
}

export const LAYER_NAMES = ["districts", "water", "parks", "buildings", "streets", "places"] as const;
export type LayerName = (typeof LAYER_NAMES)[number];

export const MAP_TOKENS = [
  "ground", "outside", "water", "park", "street", "casing", "border", "label", "building",
] as const;
export type Palette = Record<(typeof MAP_TOKENS)[number], string>;

/** The map's colours as the present theme gives them. */
export function readPalette(element: Element = document.documentElement): Palette {
  const style = getComputedStyle(element);
  const entries = MAP_TOKENS.map((name) => [name, style.getPropertyValue(`--map-${name}`).trim() || "#888888"]);
  return Object.fromEntries(entries) as Palette;
}

const FONT = ["Public Sans Variable"];
const MAIN = ["match", ["get", "class"], ["primary", "secondary"], true, false] as const;

function streetWidth(scale: number, extra: number): unknown {
  const at = (small: number, big: number) =>
    ["+", extra, ["match", ["get", "class"], "primary", big * scale, "secondary", big * 0.8 * scale, "path", small * 0.6 * scale, small * scale]];
  return ["interpolate", ["exponential", 1.5], ["zoom"], 11, at(0.3, 1.3), 14, at(1.6, 4.5), 17, at(9, 17)];
}

function streets(palette: Palette): LayerSpecification[] {
  return [
    {
      id: "street-casing", type: "line", source: "streets", minzoom: 13,
      layout: { "line-cap": "round", "line-join": "round" },
      paint: { "line-color": palette.casing, "line-width": streetWidth(1, 1.6) },
    },
    {
      id: "street", type: "line", source: "streets",
      layout: { "line-cap": "round", "line-join": "round" },
      paint: { "line-color": palette.street, "line-width": streetWidth(1, 0) },
    },
    {
      id: "street-name", type: "symbol", source: "streets", minzoom: 14.2,
      filter: ["any", MAIN, [">=", ["zoom"], 15.2]],
      layout: {
        "symbol-placement": "line", "text-field": ["get", "name"], "text-font": FONT, "text-size": 12,
        "symbol-spacing": 320, "text-max-angle": 35, "text-padding": 6,
      },
      paint: { "text-color": palette.label, "text-halo-color": palette.street, "text-halo-width": 1.6 },
    },
  ] as LayerSpecification[];
}

function areas(palette: Palette): LayerSpecification[] {
  return [
    { id: "district", type: "fill", source: "districts", paint: { "fill-color": palette.ground } },
    { id: "park", type: "fill", source: "parks", paint: { "fill-color": palette.park } },
    { id: "water", type: "fill", source: "water", filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": palette.water } },
    {
      id: "stream", type: "line", source: "water", filter: ["==", ["geometry-type"], "LineString"],
      paint: { "line-color": palette.water, "line-width": ["interpolate", ["exponential", 1.6], ["zoom"], 11, 2, 16, 14] },
    },
    { id: "building", type: "fill", source: "buildings", minzoom: 14.5, paint: { "fill-color": palette.building } },
  ];
}

function names(palette: Palette): LayerSpecification[] {
  const halo = { "text-color": palette.label, "text-halo-color": palette.ground, "text-halo-width": 1.8 };
  return [
    { id: "district-line", type: "line", source: "districts", paint: { "line-color": palette.border, "line-width": 1.25 } },
    {
      id: "district-name", type: "symbol", source: "districts", minzoom: 11.6, maxzoom: 14.4,
      layout: { "text-field": ["get", "name"], "text-font": FONT, "text-size": 12.5, "text-max-width": 8, "text-padding": 8 },
      paint: halo,
    },
    {
      id: "place-name", type: "symbol", source: "places", minzoom: 14.6,
      layout: { "text-field": ["get", "name"], "text-font": FONT, "text-size": 12, "text-max-width": 9, "text-padding": 4 },
      paint: halo,
    },
  ];
}

/** The whole style for these layers in these colours. */
export function townStyle(town: TownLayers, palette: Palette): StyleSpecification {
  const sources: Record<string, SourceSpecification> = {};
  for (const name of LAYER_NAMES) {
    sources[name] = {
      type: "geojson",
      data: town.layers[name] ?? { type: "FeatureCollection", features: [] },
      ...(name === "districts" && town.attribution ? { attribution: town.attribution } : {}),
    };
  }
  return {
    version: 8,
    sources,
    layers: [
      { id: "outside", type: "background", paint: { "background-color": palette.outside } },
      ...areas(palette),
      ...streets(palette),
      ...names(palette),
    ],
  };
}
