"""What a browser keeps on the device of a form under way."""

from playwright.sync_api import Page

# The content policy refuses Playwright's own waiting on an expression.
_PHOTOS = """count => new Promise((done, fail) => {
  setTimeout(() => fail(new Error(`the device never kept ${count} photo(s)`)), 20000);
  const look = () => {
    const asked = indexedDB.open("parvis", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("files");
    asked.onsuccess = () => {
      const all = asked.result.transaction("files").objectStore("files").getAll();
      all.onsuccess = () => {
        asked.result.close();
        const found = all.result.reduce((sum, one) => sum + one.files.length, 0);
        if (found === count) done();
        else requestAnimationFrame(look);
      };
    };
  };
  look();
})"""


def photos_kept(page: Page, count: int) -> None:
    """Wait until a reload would find so many photos that have not left."""
    page.evaluate(_PHOTOS, count)
