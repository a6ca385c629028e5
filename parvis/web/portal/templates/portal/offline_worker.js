// Shows one page, kept beforehand, when there is no network. Keeps nothing else.
const COPY = "parvis-offline-{{ version }}";
const PAGE = {{ page|safe }};
const PARTS = {{ parts|safe }};
const PORTAL = /^\/(?:$|signaler\/|suivi\/|signalements\/|enquetes\/|carte\/$|accessibilite\/$|vos-donnees\/$)/;

addEventListener("install", (event) => {
  const fresh = [PAGE, ...PARTS].map((address) => new Request(address, { credentials: "omit", cache: "no-cache" }));
  event.waitUntil(caches.open(COPY).then((copy) => copy.addAll(fresh)).then(() => skipWaiting()));
});

addEventListener("activate", (event) => {
  const others = (names) => names.filter((name) => name.startsWith("parvis-offline-") && name !== COPY);
  event.waitUntil(
    caches.keys().then((names) => Promise.all(others(names).map((name) => caches.delete(name)))).then(() => clients.claim()),
  );
});

async function kept(address) {
  const copy = await caches.open(COPY);
  return (await copy.match(address)) ?? Response.error();
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") {
    if (PORTAL.test(url.pathname)) event.respondWith(fetch(request).catch(() => kept(PAGE)));
  } else if (PARTS.includes(url.pathname)) {
    event.respondWith(fetch(request).catch(() => kept(url.pathname)));
  }
});
