// Drawing a line or an area: by pointer, by finger, or with the keyboard under the cross in the middle.
import type { FeatureCollection } from "geojson";
import { type Map as TownMap, type MapMouseEvent, type MapTouchEvent, Point } from "maplibre-gl";
import { icon } from "../../page";
import { say, type Text } from "../../texts";
import { features, showDrawn } from "./drawn";
import type { Position } from "./geometry";
import { isInside, isMeantFor, type PlaceDetail, roundDegrees } from "./pick";
import { type Refused, type Shape, Track } from "./track";

export interface DrawOptions {
  host: HTMLElement;
  map: TownMap;
  bounds: [number, number, number, number];
}

const STEP_PX = 16;
const LONG_STEP_PX = 80;
/** A press this close to the first point of an area closes it. */
const NEAR_PX = 14;
/** How near a point is taken hold of, and how far it is dragged at least. */
const POINTER_PX = 10;
const FINGER_PX = 22;
const DRAG_PX = 4;

export class Drawer {
  private track: Track;
  private readonly bar = document.createElement("div");
  private readonly status = document.createElement("p");
  private readonly buttons: Partial<Record<Text, HTMLButtonElement>> = {};
  private readonly stopping = new AbortController();
  private asked = 0;

  constructor(private readonly options: DrawOptions) {
    this.track = new Track(this.shape, this.field?.value);
    options.host.after(this.bar);
    this.furnish();
    this.listen();
    this.show();
  }

  private get shape(): Shape {
    return this.options.host.getAttribute("shape") === "area" ? "area" : "line";
  }

  private get field(): HTMLInputElement | null {
    const selector = this.options.host.getAttribute("geometry-input");
    return selector ? document.querySelector<HTMLInputElement>(selector) : null;
  }

  /** Takes its tools away, and hears nothing more of the page. */
  stop(): void {
    this.bar.remove();
    this.stopping.abort();
  }

  /** Draws what is there, after a change of theme too. */
  draw(): void {
    showDrawn(this.options.map, this.drawn(this.track.points));
  }

  private drawn(points: Position[]): FeatureCollection {
    return features(points, this.shape === "area", !this.track.isClosed);
  }

  private furnish(): void {
    const { host, map } = this.options;
    const cross = document.createElement("div");
    cross.className = "map__cross";
    cross.append(icon("crosshair"));
    host.append(cross);
    const hint = document.createElement("p");
    hint.className = "hint";
    hint.id = `${this.field?.id ?? "drawn"}-keys`;
    hint.textContent = say(this.shape === "area" ? "drawAreaHint" : "drawLineHint");
    map.getCanvas().setAttribute("aria-describedby", hint.id);
    this.status.className = "drawing__status";
    this.status.setAttribute("role", "status");
    const row = document.createElement("div");
    row.className = "row";
    row.append(this.button("plus", "drawAdd", () => this.addCentre()));
    if (this.shape === "area") row.append(this.button("check", "drawClose", () => this.tell(this.track.close())));
    row.append(this.button("undo-2", "undo", () => this.does(() => this.track.undo())));
    row.append(this.button("trash-2", "drawClear", () => this.does(() => this.track.clear())));
    this.bar.className = "drawing";
    this.bar.append(this.status, row, hint);
  }

  private button(drawing: string, name: Text, act: () => void): HTMLButtonElement {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn--small";
    button.append(icon(drawing), say(name));
    button.addEventListener("click", act);
    this.buttons[name] = button;
    return button;
  }

  private listen(): void {
    const { map } = this.options;
    map.on("click", (event) => this.onClick(event));
    map.on("mousedown", (event) => this.drag(event, POINTER_PX));
    map.on("touchstart", (event) => event.points.length === 1 && this.drag(event, FINGER_PX));
    // The map's own arrows jump too far for a drawing; those of the canvas come first.
    map.getCanvas().addEventListener("keydown", (event) => this.onKey(event));
    const { signal } = this.stopping;
    document.addEventListener("parvis:place", (event) => this.onPlace(event), { signal });
    this.field?.form?.addEventListener("parvis:restored", () => this.readAgain(), { signal });
  }

  private onClick(event: MapMouseEvent): void {
    const { map } = this.options;
    const first = this.track.points[0];
    const isNear = first && this.track.canClose && map.project(first).dist(event.point) < NEAR_PX;
    if (isNear) this.tell(this.track.close());
    else this.add([event.lngLat.lng, event.lngLat.lat]);
  }

  private onKey(event: KeyboardEvent): void {
    const step = event.shiftKey ? LONG_STEP_PX : STEP_PX;
    const moves: Record<string, [number, number]> = {
      ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step],
    };
    const move = moves[event.key];
    if (move) this.options.map.panBy(new Point(...move), { duration: 0 });
    else if (event.key === "Enter") this.addCentre();
    else if (event.key === "Backspace") this.does(() => this.track.removeLast());
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** An address chosen in the same question brings the map there. */
  private onPlace(event: Event): void {
    if (!isMeantFor(event, this.options.host)) return;
    const { lon, lat } = (event as CustomEvent<PlaceDetail>).detail;
    this.options.map.jumpTo({ center: [lon, lat], zoom: Math.max(this.options.map.getZoom(), 16) });
  }

  /** A draft came back after the map did. */
  private readAgain(): void {
    if (this.field?.value === this.track.written) return;
    this.track = new Track(this.shape, this.field?.value);
    this.show();
  }

  private addCentre(): void {
    const { lng, lat } = this.options.map.getCenter();
    this.add([lng, lat]);
  }

  private add([lon, lat]: Position): void {
    if (!isInside(lon, lat, this.options.bounds)) return this.refuse("drawOutside");
    const point: Position = [Number(roundDegrees(lon)), Number(roundDegrees(lat))];
    const why = this.track.add(point);
    this.tell(why);
    if (!why) void this.nameOf(point);
  }

  /** A point dragged with the pointer or a finger goes where it is let go, off the map too. */
  private drag(event: MapMouseEvent | MapTouchEvent, reach: number): void {
    const at = this.nearest(event.point, reach);
    if (at < 0) return;
    event.preventDefault();
    const over = new AbortController();
    const start = event.point;
    const move = (moved: MouseEvent | TouchEvent) => {
      // Neither is the page scrolled meanwhile, nor the map zoomed by a second finger.
      if (moved.cancelable) moved.preventDefault();
      showDrawn(this.options.map, this.drawn(this.track.points.map((one, index) => (index === at ? this.under(moved) : one))));
    };
    const drop = (ended: MouseEvent | TouchEvent) => {
      over.abort();
      const where = this.under(ended);
      this.draw();
      if (this.options.map.project(where).dist(start) >= DRAG_PX) this.put(at, where);
    };
    const heard = { signal: over.signal, passive: false };
    for (const name of ["mousemove", "touchmove"] as const) addEventListener(name, move, heard);
    for (const name of ["mouseup", "touchend"] as const) addEventListener(name, drop, heard);
    addEventListener("touchcancel", () => (over.abort(), this.draw()), heard);
  }

  private put(at: number, [lon, lat]: Position): void {
    if (!isInside(lon, lat, this.options.bounds)) return this.refuse("drawOutside");
    this.tell(this.track.move(at, [Number(roundDegrees(lon)), Number(roundDegrees(lat))]));
  }

  /** The point that is meant, by its place in the drawing; -1 where none is near enough. */
  private nearest(place: Point, reach: number): number {
    const far = this.track.points.map((one) => this.options.map.project(one).dist(place));
    const least = Math.min(...far);
    return least <= reach ? far.indexOf(least) : -1;
  }

  /** Where on the map a pointer or a finger is. */
  private under(event: MouseEvent | TouchEvent): Position {
    const { clientX, clientY } = "changedTouches" in event ? (event.changedTouches[0] as Touch) : event;
    const { left, top } = this.options.map.getCanvas().getBoundingClientRect();
    const { lng, lat } = this.options.map.unproject([clientX - left, clientY - top]);
    return [lng, lat];
  }

  private does(act: () => void): void {
    act();
    this.tell(null);
  }

  /** After each act: what is drawn now, or why it was not done. */
  private tell(why: Refused | null): void {
    this.asked += 1;
    if (why) return this.refuse(why);
    this.write();
    this.show();
  }

  private refuse(why: Text): void {
    this.status.textContent = `${say(why)} ${this.said()}`;
  }

  private write(): void {
    if (!this.field) return;
    this.field.value = this.track.written;
    this.field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  private show(): void {
    const { track } = this;
    this.draw();
    this.status.textContent = this.said();
    this.options.host.toggleAttribute("closed", track.isClosed);
    this.enable("drawAdd", !track.isClosed);
    this.enable("drawClose", track.canClose);
    this.enable("undo", track.canUndo);
    this.enable("drawClear", track.points.length > 0);
  }

  /** Not `disabled`: whoever just pressed it keeps their place. */
  private enable(name: Text, isOn: boolean): void {
    this.buttons[name]?.setAttribute("aria-disabled", String(!isOn));
  }

  private said(): string {
    const { points, size, isClosed } = this.track;
    const figure = Math.round(size).toLocaleString(document.documentElement.lang || "fr");
    if (points.length < 2) return say(points.length ? "drawnPoint" : "drawnNone");
    if (this.shape === "line") return say("drawnLine", points.length, figure);
    if (points.length < 3) return say("drawnPoints", points.length);
    return say(isClosed ? "drawnClosed" : "drawnArea", points.length, figure);
  }

  /** Says where the last point is, to whoever can't see it. */
  private async nameOf([lon, lat]: Position): Promise<void> {
    const url = this.options.host.getAttribute("reverse-url");
    if (!url) return;
    const before = this.asked;
    try {
      const answer = await fetch(`${url}?lon=${lon}&lat=${lat}`);
      if (!answer.ok) throw new Error(String(answer.status));
      const { label } = (await answer.json()) as { label?: string };
      if (label && this.asked === before) this.status.textContent = `${this.said()} ${say("drawnAt", label)}`;
    } catch (problem) {
      console.info("address:", problem);
    }
  }
}
