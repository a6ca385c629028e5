// Each island is fetched only by pages that have a place for it; pages work without any of them.

type Loader = () => Promise<{ start?: (root: ParentNode) => void }>;

/** Selector, and the module that makes it live. */
const ISLANDS: [selector: string, load: Loader][] = [
  // Before the drafts: what they put back is followed.
  ["[data-mirror], [data-ranking]", () => import("./islands/form")],
  ["[data-combo]", () => import("./islands/combo")],
  ["[data-photos]", () => import("./islands/photos")],
  ["form[data-draft], [data-draft-done], form[data-draft-found]", () => import("./islands/draft")],
  ["[data-keys], [data-key]", () => import("./islands/keys")],
  ["form[data-bulk], form[data-undo]", () => import("./islands/bulk")],
  ["[data-poll], [data-presence]", () => import("./islands/poll")],
  ["table[data-chart]", () => import("./islands/charts")],
  ["[data-copy], [data-share], [data-dialog], [data-print], [data-theme-choice], .toast[data-toast], details.menu", () => import("./islands/small")],
  ["form[data-masking]", () => import("./islands/masking")],
  ["[data-build]", () => import("./islands/build")],
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

/** An island that the network lost: the page goes on without it, the others with it. */
function missing(problem: unknown): { start?: undefined } {
  console.info("island:", problem);
  return {};
}

/** Looks for islands under `root` and wakes them: fetched together, started in their order. */
export async function wake(root: ParentNode = document): Promise<void> {
  whenNear("parvis-map", () => import("./islands/map/element"));
  const wanted = ISLANDS.filter(([selector]) => root.querySelector(selector)).map(([, load]) => load().catch(missing));
  for (const module of wanted) (await module).start?.(root);
  // Keys typed before are lost: whoever drives the page (a test, a script) waits for this.
  if (root === document || root === document.body) document.documentElement.dataset["awake"] = "";
}
