import { beforeEach, describe, expect, it } from "vitest";
import { show } from "../src/islands/draft/send";

describe("the server's answer to a form", () => {
  beforeEach(() => {
    document.head.innerHTML = '<title>Avant</title><link rel="stylesheet" href="/a.css"><meta name="csrf-token" content="old">';
    document.body.innerHTML = '<main id="main" tabindex="-1">avant</main>';
  });

  it("takes the page's place, with its title and its token", async () => {
    await show(
      '<html><head><title>C’est envoyé</title><link rel="stylesheet" href="/a.css"><meta name="csrf-token" content="new"></head>' +
        '<body class="portal"><main id="main" tabindex="-1"><h1>C’est envoyé</h1></main></body></html>',
      `${location.href}`,
    );
    expect(document.title).toBe("C’est envoyé");
    expect(document.body.className).toBe("portal");
    expect(document.querySelector("h1")?.textContent).toBe("C’est envoyé");
    expect(document.querySelector('meta[name="csrf-token"]')?.getAttribute("content")).toBe("new");
    expect(document.activeElement?.id).toBe("main");
  });

  it("puts the focus on the first wrong field", async () => {
    await show(
      '<html><head><link rel="stylesheet" href="/a.css"></head><body><main id="main" tabindex="-1"><input id="ok"><input id="bad" aria-invalid="true"></main></body></html>',
      location.href,
    );
    expect(document.activeElement?.id).toBe("bad");
  });
});
