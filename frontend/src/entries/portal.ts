import "../styles/faces/portal.css";
import "../favicon.svg";
import "../generated/sprite.svg";
import { wake } from "../start";

void wake();

// The page shown without network goes away with the reason for it: asked every few seconds, since
// a device says that it is connected before the other end can be reached.
const ASK_AGAIN_MS = 3000;
function askAgain(): void {
  fetch("/hors-ligne/", { method: "HEAD", cache: "no-store" }).then(
    () => location.reload(),
    () => window.setTimeout(askAgain, ASK_AGAIN_MS),
  );
}
if (document.querySelector("[data-back-online]")) window.setTimeout(askAgain, ASK_AGAIN_MS);

// Keeps that page, and nothing else, for the day without network.
const worker = document.body.dataset["worker"];
if (worker && "serviceWorker" in navigator) {
  navigator.serviceWorker
    .register(worker, { scope: "/", updateViaCache: "none" })
    .catch((problem: unknown) => console.info("worker:", problem));
}
