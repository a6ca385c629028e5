// <parvis-map>: the town's map. Loaded only when one comes near the view.
import { AttributionControl, LngLatBounds, Map as TownMap, Marker, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import type { Feature, Point } from "geojson";
import { icon } from "../../page";
import { say, type Text } from "../../texts";
import { Drawer } from "./draw";
import { features, showDrawn } from "./drawn";
import { Picker } from "./pick";
import { choosePoint, drawPoints, listenToPoints, NO_POINTS, type Points, popupFor, updatePoints } from "./points";
import { readPalette, type TownLayers, townStyle } from "./style";
import { readPoints } from "./track";

setWorkerUrl(workerUrl);

const EMPTY_TOWN: TownLayers = { bounds: [-5, 41.3, 9.6, 51.1], layers: {} };
type Mode = "pick" | "draw" | "show" | "points" | "queue";

async function readJson<T>(url: string): Promise<T> {
  const answer = await fetch(url, { credentials: "same-origin", headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return (await answer.json()) as T;
}

class ParvisMap extends HTMLElement {
  private map: TownMap | null = null;
  private town: TownLayers = EMPTY_TOWN;
  private points: Points = NO_POINTS;
  private tool: Picker | Drawer | null = null;
  private asked = 0;
  private readonly stopping = new AbortController();

  private get mode(): Mode {
    return (this.getAttribute("mode") as Mode | null) ?? "show";
  }

  private get hasPoints(): boolean {
    return this.hasAttribute("points-url");
  }

  connectedCallback(): void {
    if (this.map) return;
    // A question that is not asked yet has no room: its map is drawn once it has.
    const eye = new ResizeObserver(() => {
      if (!this.clientWidth) return;
      eye.disconnect();
      this.draw().catch((problem: unknown) => this.giveUp(problem));
    });
    eye.observe(this);
    this.stopping.signal.addEventListener("abort", () => eye.disconnect());
  }

  disconnectedCallback(): void {
    this.stopping.abort();
    this.tool?.stop();
    this.map?.remove();
    this.map = null;
  }

  private async draw(): Promise<void> {
    const url = this.getAttribute("layers-url");
    if (url) this.town = await readJson<TownLayers>(url);
    if (this.hasPoints && !this.hasAttribute("by-view")) this.points = await readJson<Points>(this.pointsUrl());
    const frame = document.createElement("div");
    frame.className = "map__frame";
    this.append(frame);
    const map = new TownMap({
      container: frame,
      style: townStyle(this.town, readPalette()),
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      cooperativeGestures: this.hasAttribute("cooperative"),
      interactive: !this.hasAttribute("still"),
      fadeDuration: 0,
      minZoom: 8,
      maxZoom: 19,
      locale: {
        "Map.Title": this.getAttribute("label") ?? say("mapLabel"),
        "Popup.Close": say("close"),
        "CooperativeGesturesHandler.WindowsHelpText": say("zoomKey"),
        "CooperativeGesturesHandler.MacHelpText": say("zoomKeyMac"),
        "CooperativeGesturesHandler.MobileHelpText": say("twoFingers"),
      },
      ...this.startView(),
    });
    this.map = map;
    map.touchZoomRotate.disableRotation();
    if (!this.hasAttribute("still")) this.append(this.zoomButtons(map));
    if (this.town.attribution) map.addControl(new AttributionControl({ compact: false }), "bottom-right");
    map.once("style.load", () => this.ready(map));
    map.on("error", ({ error }) => console.warn("map:", error.message));
    this.followTheme(map);
  }

  private zoomButtons(map: TownMap): HTMLElement {
    const box = document.createElement("div");
    box.className = "map__zoom";
    const add = (name: string, words: Text, act: () => void) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(icon(name));
      button.setAttribute("aria-label", say(words));
      button.addEventListener("click", act);
      box.append(button);
    };
    add("plus", "zoomIn", () => map.zoomIn());
    add("minus", "zoomOut", () => map.zoomOut());
    return box;
  }

  private startView(): { center: [number, number]; zoom: number } | { bounds: LngLatBounds; fitBoundsOptions: { padding: number; maxZoom?: number } } {
    const place = this.ownPlace();
    const zoom = Number(this.getAttribute("zoom"));
    const drawn = this.ownPoints();
    const [first] = drawn;
    if (first) return { bounds: drawn.reduce((box, one) => box.extend(one), new LngLatBounds(first, first)), fitBoundsOptions: { padding: 40, maxZoom: 17 } };
    if (place) return { center: place, zoom: zoom || 16 };
    if (zoom && this.town.center) return { center: this.town.center, zoom };
    const [west, south, east, north] = this.town.bounds;
    return { bounds: new LngLatBounds([west, south], [east, north]), fitBoundsOptions: { padding: 14 } };
  }

  private ownPlace(): [number, number] | null {
    const field = (name: string) => {
      const selector = this.getAttribute(`${name}-input`);
      const typed = selector ? document.querySelector<HTMLInputElement>(selector)?.value : "";
      return typed || this.getAttribute(name) || "";
    };
    const [lon, lat] = [field("lon"), field("lat")];
    return lon && lat ? [Number(lon), Number(lat)] : null;
  }

  /** What was drawn here before: in the field that is drawn into, or given to be shown. */
  private ownPoints(): [number, number][] {
    const selector = this.getAttribute("geometry-input");
    const field = selector ? document.querySelector<HTMLInputElement>(selector) : null;
    return readPoints(field ? field.value : (this.getAttribute("geometry") ?? ""));
  }

  private ready(map: TownMap): void {
    const place = this.ownPlace();
    this.querySelector(".map__fallback")?.remove();
    this.drawOver(map);
    if (this.hasPoints) listenToPoints(map, (feature) => this.choose(feature));
    if (this.mode === "pick") {
      this.tool = new Picker({ host: this, map, bounds: this.town.bounds, written: () => this.ownPlace() });
    } else if (this.mode === "draw") {
      this.tool = new Drawer({ host: this, map, bounds: this.town.bounds });
    } else if (place && !this.hasPoints) {
      new Marker({ color: getComputedStyle(this).getPropertyValue("--brick-600").trim() }).setLngLat(place).addTo(map);
    }
    if (this.hasAttribute("by-view")) {
      map.on("moveend", () => void this.refresh());
      void this.refresh();
    }
    const signal = this.stopping.signal;
    document.addEventListener("parvis:select", (event) => this.onSelect((event as CustomEvent<{ id: string }>).detail.id), { signal });
    document.addEventListener("parvis:refresh-points", () => void this.refresh(), { signal });
    this.dataset["ready"] = "yes";
  }

  private drawOver(map: TownMap): void {
    if (this.tool instanceof Drawer) this.tool.draw();
    const shown = this.getAttribute("geometry");
    if (shown) showDrawn(map, features(this.ownPoints(), shown.includes('"Polygon"'), false));
    if (!this.hasPoints) return;
    drawPoints(map, this.points, !this.hasAttribute("no-cluster"));
    const chosen = this.getAttribute("chosen");
    if (chosen) choosePoint(map, this.find(chosen));
  }

  private pointsUrl(): string {
    const url = this.getAttribute("points-url") ?? "";
    if (!this.map || !this.hasAttribute("by-view")) return url;
    const box = this.map.getBounds().toArray().flat().map((degrees) => degrees.toFixed(5)).join(",");
    return `${url}${url.includes("?") ? "&" : "?"}bbox=${box}&zoom=${this.map.getZoom().toFixed(1)}`;
  }

  /** Asks again for the points; an older answer never replaces a newer one. */
  private async refresh(): Promise<void> {
    const mine = ++this.asked;
    try {
      const points = await readJson<Points>(this.pointsUrl());
      if (mine !== this.asked || !this.map) return;
      this.points = points;
      updatePoints(this.map, points);
    } catch (problem) {
      console.warn("map points:", problem);
    }
  }

  private find(id: string): Feature<Point> | undefined {
    return this.points.features.find((feature) => String(feature.properties?.["id"] ?? feature.id) === id);
  }

  private choose(feature: Feature<Point>): void {
    if (!this.map) return;
    choosePoint(this.map, feature);
    const id = String(feature.properties?.["id"] ?? feature.id ?? "");
    this.dispatchEvent(new CustomEvent("parvis:point", { bubbles: true, detail: { id } }));
    if (this.mode !== "queue") popupFor(feature).setLngLat(feature.geometry.coordinates as [number, number]).addTo(this.map);
  }

  private onSelect(id: string): void {
    if (!this.map) return;
    const feature = this.find(id);
    choosePoint(this.map, feature);
    if (feature) this.map.easeTo({ center: feature.geometry.coordinates as [number, number], duration: 250 });
  }

  private followTheme(map: TownMap): void {
    const redraw = () => {
      map.setStyle(townStyle(this.town, readPalette()), { diff: false });
      map.once("style.load", () => this.drawOver(map));
    };
    const signal = this.stopping.signal;
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw, { signal });
    document.addEventListener("parvis:theme", redraw, { signal });
  }

  private giveUp(problem: unknown): void {
    console.warn("map:", problem);
    this.querySelector(".map__frame")?.remove();
    const coming = this.querySelector(".map__coming");
    if (coming) coming.textContent = say("mapFailed");
    if (this.childElementCount) return;
    const words = document.createElement("p");
    words.className = "map__fallback";
    words.textContent = say("mapFailed");
    this.append(words);
  }
}

if (!customElements.get("parvis-map")) customElements.define("parvis-map", ParvisMap);
