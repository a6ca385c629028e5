// Choosing a place: drag, tap, arrow keys, own position, or what a photo or an address says.
import { Marker, type Map as TownMap } from "maplibre-gl";
import { announce, icon } from "../../page";
import { say } from "../../texts";

export interface PickOptions {
  host: HTMLElement;
  map: TownMap;
  bounds: [number, number, number, number];
  /** The place that the page's fields hold. */
  written: () => [number, number] | null;
}

/** What other islands send, up to the document, when they know a place. */
export interface PlaceDetail {
  lon: number;
  lat: number;
  label?: string;
  source: "photo" | "address" | "position" | "pin";
}

function pinElement(): HTMLElement {
  const pin = document.createElement("div");
  pin.className = "map__pin";
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 44 44");
  svg.setAttribute("aria-hidden", "true");
  const body = document.createElementNS("http://www.w3.org/2000/svg", "path");
  body.setAttribute("class", "body");
  body.setAttribute("d", "M22 42C22 42 36 28.5 36 17.5A14 14 0 1 0 8 17.5C8 28.5 22 42 22 42Z");
  const eye = document.createElementNS("http://www.w3.org/2000/svg", "circle");
  eye.setAttribute("class", "eye");
  eye.setAttribute("cx", "22");
  eye.setAttribute("cy", "17.5");
  eye.setAttribute("r", "5");
  svg.append(body, eye);
  pin.append(svg);
  return pin;
}

/** Whether a place named on the page is for this map: for the one of its own question, or, outside of questions, for the page's. */
export function isMeantFor(event: Event, host: Element): boolean {
  const from = event.target instanceof Element ? event.target.closest("[data-question]") : null;
  return from === host.closest("[data-question]");
}

/** True when the place is in the box, its surroundings included (`_MARGIN_DEGREES` of `authorities/bounds.py`). */
export function isInside(lon: number, lat: number, bounds: [number, number, number, number]): boolean {
  const margin = 0.02;
  const [west, south, east, north] = bounds;
  return lon >= west - margin && lon <= east + margin && lat >= south - margin && lat <= north + margin;
}

/** Seven decimals are a centimetre; more would only pretend. */
export function roundDegrees(value: number): string {
  return value.toFixed(6);
}

export class Picker {
  private readonly marker: Marker;
  private readonly pin = pinElement();
  private readonly status = document.createElement("div");
  private asked = 0;

  constructor(private readonly options: PickOptions) {
    const { host, map } = options;
    this.marker = new Marker({ element: this.pin, draggable: true, anchor: "bottom" });
    this.status.className = "map__status";
    this.status.hidden = true;
    host.append(this.status, this.tools());
    this.status.textContent = say("pickHint");
    this.showWritten();
    this.marker.on("dragend", () => {
      const { lng, lat } = this.marker.getLngLat();
      this.place({ lon: lng, lat, source: "pin" });
    });
    map.on("click", (event) => this.place({ lon: event.lngLat.lng, lat: event.lngLat.lat, source: "pin" }));
    this.pin.addEventListener("keydown", (event) => this.onKey(event));
    map.getCanvas().addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      const { lng, lat } = map.getCenter();
      this.place({ lon: lng, lat, source: "pin" });
      this.pin.focus();
    });
    document.addEventListener("parvis:place", this.onOtherPlace);
    document.addEventListener("parvis:restored", this.onRestored);
  }

  /** Stops listening to the rest of the page. */
  stop(): void {
    document.removeEventListener("parvis:place", this.onOtherPlace);
    document.removeEventListener("parvis:restored", this.onRestored);
  }

  /** A draft came back after the map did. */
  private readonly onRestored = (): void => {
    const place = this.showWritten();
    if (place) this.options.map.jumpTo({ center: place, zoom: Math.max(this.options.map.getZoom(), 16) });
  };

  private showWritten(): [number, number] | null {
    const place = this.options.written();
    this.status.hidden = place !== null;
    if (place) this.show(place);
    return place;
  }

  private readonly onOtherPlace = (event: Event): void => {
    const place = (event as CustomEvent<PlaceDetail>).detail;
    if (!isMeantFor(event, this.options.host)) return;
    if (place.source === "pin" || place.source === "position") return;
    this.place(place);
    this.options.map.easeTo({ center: [place.lon, place.lat], zoom: Math.max(this.options.map.getZoom(), 16) });
    if (place.source === "photo") this.tell(say("photoPlace"));
  };

  private tools(): HTMLElement {
    const tools = document.createElement("div");
    tools.className = "map__tools";
    if ("geolocation" in navigator) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn btn--small";
      button.append(icon("locate-fixed"), say("locate"));
      button.addEventListener("click", () => this.locate(button));
      tools.append(button);
    }
    return tools;
  }

  private field(attribute: string): HTMLInputElement | null {
    const selector = this.options.host.getAttribute(attribute);
    return selector ? document.querySelector<HTMLInputElement>(selector) : null;
  }

  /** What the person has chosen and typed so far: an answer that was asked for before it changed
   * comes too late. */
  private said(): string {
    return `${this.asked} ${this.field("label-input")?.value ?? ""}`;
  }

  private locate(button: HTMLButtonElement): void {
    const before = this.said();
    button.setAttribute("aria-busy", "true");
    this.tell(say("locating"));
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        button.removeAttribute("aria-busy");
        if (this.said() !== before) return;
        if (!isInside(coords.longitude, coords.latitude, this.options.bounds)) return this.tell(say("outside"));
        this.place({ lon: coords.longitude, lat: coords.latitude, source: "position" });
        this.options.map.easeTo({ center: [coords.longitude, coords.latitude], zoom: 17 });
        this.tell(say("located", Math.round(coords.accuracy)));
      },
      () => {
        button.removeAttribute("aria-busy");
        if (this.said() === before) this.tell(say("locateDenied"));
      },
      { enableHighAccuracy: true, timeout: 12_000, maximumAge: 30_000 },
    );
  }

  private onKey(event: KeyboardEvent): void {
    const step = event.shiftKey ? 40 : 8;
    const moves: Record<string, [number, number]> = {
      ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step],
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    event.stopPropagation();
    const { map } = this.options;
    const point = map.project(this.marker.getLngLat());
    const place = map.unproject([point.x + move[0], point.y + move[1]]);
    this.place({ lon: place.lng, lat: place.lat, source: "pin" });
    if (!map.getBounds().contains(place)) map.panTo(place);
  }

  private show([lon, lat]: [number, number]): void {
    this.marker.setLngLat([lon, lat]).addTo(this.options.map);
    this.pin.tabIndex = 0;
    this.pin.setAttribute("role", "button");
    this.pin.setAttribute("aria-label", say("pinLabel"));
  }

  /** Puts the marker, fills the hidden fields, asks for the street's name, and tells the page. */
  place(place: PlaceDetail): void {
    const { host } = this.options;
    this.asked += 1;
    this.show([place.lon, place.lat]);
    this.fill("lon-input", roundDegrees(place.lon));
    this.fill("lat-input", roundDegrees(place.lat));
    const detail: PlaceDetail = { ...place };
    host.dispatchEvent(new CustomEvent("parvis:placed", { bubbles: true, detail }));
    if (place.label) this.tell(say("pinAt", place.label));
    else void this.nameOf(place);
  }

  private fill(attribute: string, value: string): void {
    const field = this.field(attribute);
    if (!field) return;
    field.value = value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  private async nameOf(place: PlaceDetail): Promise<void> {
    const url = this.options.host.getAttribute("reverse-url");
    if (!url) return announce(say("pinMoved"));
    const before = this.said();
    try {
      const answer = await fetch(`${url}?lon=${roundDegrees(place.lon)}&lat=${roundDegrees(place.lat)}`);
      if (!answer.ok) throw new Error(String(answer.status));
      const { label } = (await answer.json()) as { label?: string };
      if (this.said() !== before) return;
      if (!label) return this.tell(say("pinMoved"));
      this.tell(say("pinAt", label));
      this.fill("label-input", label);
    } catch {
      if (this.said() === before) this.tell(say("pinMoved"));
    }
  }

  private tell(sentence: string): void {
    this.status.textContent = sentence;
    this.status.hidden = false;
    announce(sentence);
  }
}
