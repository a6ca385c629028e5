"""A slow machine on a slow network, in the browser tests: `pytest --slow-browser=MODE`.

Where a page is quick, a test (or a script of ours) that acts a moment too early is lucky nearly
always. Here it is not:

- `network`: each page waits 400 ms for each answer, and computes five times more slowly; without a
  service worker, which would have a quick network of its own, but where a test is about one
  (`browser_context_args(service_workers="allow")`);
- `answers`: what scripts ask for (`fetch`, `XMLHttpRequest`) is handed to them late, each answer by
  another delay, so that a later one overtakes an earlier one. The server has done its part long
  before. The delays are drawn from a seed: each page of a run draws the same ones.

A failure in either mode is a race of the test, or a fault that people on a slow telephone meet.
Only what is waited for longer differs otherwise: a test says what it waits for, not for how long.
"""

from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, expect

MODES = ("network", "answers")
PATIENCE_MS = 90_000
LATENCY_MS, BYTES_PER_SECOND, SLOWDOWN = 400, 400_000, 5
CONDITIONS = {
    "offline": False,
    "latency": LATENCY_MS,
    "downloadThroughput": BYTES_PER_SECOND,
    "uploadThroughput": BYTES_PER_SECOND,
}
LATE_ANSWERS = """(() => {
  let seed = 20_261_122;
  // mulberry32: from nearly nothing to a second and a half, by turns that mean nothing.
  const delay = () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * 1500;
  };

  const ask = window.fetch;
  window.fetch = async function (what, options) {
    const signal = options?.signal ?? (what instanceof Request ? what.signal : null);
    const wait = delay();
    const answer = await ask.call(this, what, options);
    await new Promise((done) => setTimeout(done, wait));
    signal?.throwIfAborted();
    return answer;
  };

  window.XMLHttpRequest = class extends XMLHttpRequest {
    #late = 0;
    set onload(act) {
      super.onload = (event) => {
        this.#late = setTimeout(() => ((this.#late = 0), act.call(this, event)), delay());
      };
    }
    abort() {
      if (!this.#late) return super.abort();
      clearTimeout(this.#late);
      this.#late = 0;
      this.dispatchEvent(new ProgressEvent("abort"));
      this.dispatchEvent(new ProgressEvent("loadend"));
    }
  };
})();"""


def slow_down(browser: Browser, mode: str) -> None:
    """Make every context that this browser opens from now on a slow one."""
    expect.set_options(timeout=PATIENCE_MS)
    dress = {"network": _slow_network, "answers": _late_answers}[mode]
    open_context = browser.new_context

    def new_context(**options: Any) -> BrowserContext:
        if mode == "network":
            options.setdefault("service_workers", "block")
        context = open_context(**options)
        context.set_default_timeout(PATIENCE_MS)
        dress(context)
        return context

    browser.new_context = new_context  # type: ignore[method-assign]


def _late_answers(context: BrowserContext) -> None:
    context.add_init_script(LATE_ANSWERS)


def _slow_network(context: BrowserContext) -> None:
    open_page, set_offline = context.new_page, context.set_offline
    lines: list[CDPSession] = []

    def new_page() -> Page:
        page = open_page()
        line = context.new_cdp_session(page)
        line.send("Network.enable")
        line.send("Network.emulateNetworkConditions", CONDITIONS)
        line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
        page.on("close", lambda _page: lines.remove(line))
        lines.append(line)
        return page

    def set_offline_too(offline: bool) -> None:
        """Playwright's own way gives the page back a quick network afterwards."""
        set_offline(offline)
        for line in lines:
            line.send("Network.emulateNetworkConditions", {**CONDITIONS, "offline": offline})

    context.new_page = new_page  # type: ignore[method-assign]
    context.set_offline = set_offline_too  # type: ignore[method-assign]
