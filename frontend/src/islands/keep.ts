// What somebody has under their fingers survives fresh figures: the focus, open details, a chart
// turned into its table.
const TAKES_FOCUS = "a[href], button, summary, [tabindex]";
const AS_TABLE = ".chart-box__switch[data-table]";

/** What makes an element the same one as before, among others like it: where it leads, or its words. */
function name(element: Element): string {
  return `${element.tagName} ${element.getAttribute("href") ?? element.textContent?.trim() ?? ""}`;
}

/** Which of the elements of that name it is. */
function spot(element: Element, all: Element[]): [name: string, nth: number] {
  const own = name(element);
  return [own, all.filter((one) => name(one) === own).indexOf(element)];
}

function found(all: Element[], [own, nth]: [string, number]): Element | undefined {
  return all.filter((one) => name(one) === own)[nth];
}

/** Whether somebody writes or chooses in there: what they typed stands nowhere else. */
export function isFilledIn(place: HTMLElement): boolean {
  return place.contains(document.activeElement) && Boolean(document.activeElement?.matches("input, select, textarea"));
}

/** Notes what is open and focused below `place`; the answer brings it back once the inside is new. */
export function keep(place: HTMLElement): () => void {
  const summaries = () => [...place.querySelectorAll("details > summary")];
  const before = summaries();
  const open = before.filter((one) => (one.parentElement as HTMLDetailsElement).open).map((one) => spot(one, before));
  const switches = [...place.querySelectorAll(".chart-box__switch")];
  const turned = switches.flatMap((one, at) => (one.matches(AS_TABLE) ? [at] : []));
  const held = place.contains(document.activeElement) ? document.activeElement : null;
  const targets = [...place.querySelectorAll(TAKES_FOCUS)];
  const focused = held && spot(held, targets);
  const order = held ? targets.indexOf(held) : -1;
  return () => {
    for (const one of open) found(summaries(), one)?.parentElement?.setAttribute("open", "");
    const fresh = [...place.querySelectorAll<HTMLElement>(".chart-box__switch")];
    for (const at of turned) if (!fresh[at]?.matches(AS_TABLE)) fresh[at]?.click();
    // Somebody who went elsewhere meanwhile is not called back.
    if (!focused || (document.activeElement && document.activeElement !== document.body)) return;
    const all = [...place.querySelectorAll(TAKES_FOCUS)];
    // What is no more leaves its place in the order to what stands there now.
    const next = found(all, focused) ?? all[Math.min(order, all.length - 1)];
    (next as HTMLElement | undefined)?.focus({ preventScroll: true });
  };
}
