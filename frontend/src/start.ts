// Each island is fetched only by pages that have a place for it; pages work without any of them.

type Loader = () => Promise<{ start?: (root: ParentNode) => void }>;

/** Selector, and the module that makes it live. */
const ISLANDS: [selector: string, load: Loader][] = [
  ["[data-combo]", () => import("./islands/combo")],
  ["[data-photos]", () => import("./islands/photos")],
  ["form[data-draft], [data-draft-done]", () => import("./islands/draft")],
  ["[data-keys], [data-key]", () => import("./islands/keys")],
  ["form[data-bulk], form[data-undo]", () => import("./islands/bulk")],
  ["[data-poll], [data-presence]", () => import("./islands/poll")],
  ["table[data-chart]", () => import("./islands/charts")],
  ["[data-copy], [data-share], [data-dialog], [data-print], [data-theme-choice], .toast[data-toast], details.menu", () => import("./islands/small")],
  ["[data-pane]", () => import("./islands/pane")],
  ["[hx-boost], [hx-get], [hx-post], [hx-put], [hx-delete], [data-hx-get], [data-hx-post]", () => import("./islands/htmx")],
];

function whenNear(selector: string, load: () => Promise<unknown>): void {
  const places = document.querySelectorAll(selector);
  if (!places.length) return;
  const eye = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      eye.disconnect();
      void load();
    },
    { rootMargin: "300px" },
  );
  places.forEach((place) => eye.observe(place));
}

/** Looks for islands under `root` and wakes them. */
export async function wake(root: ParentNode = document): Promise<void> {
  whenNear("parvis-map", () => import("./islands/map/element"));
  for (const [selector, load] of ISLANDS) {
    if (!root.querySelector(selector)) continue;
    const module = await load();
    module.start?.(root);
  }
}
