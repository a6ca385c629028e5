import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// Every address is relative to the static folder: nothing is asked of another house at run time.
export default defineConfig({
  base: "/static/build/",
  publicDir: false,
  worker: { format: "es" },
  build: {
    outDir: at("../parvis/web/static/build"),
    emptyOutDir: true,
    manifest: true,
    sourcemap: false,
    assetsInlineLimit: 0,
    target: ["es2022", "chrome108", "firefox110", "safari15.4"],
    // MapLibre alone is a megabyte; it is loaded only where a map comes into view.
    chunkSizeWarningLimit: 1200,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: {
        portal: at("src/entries/portal.ts"),
        desk: at("src/entries/desk.ts"),
        cockpit: at("src/entries/cockpit.ts"),
        studio: at("src/entries/studio.ts"),
        print: at("src/entries/print.ts"),
      },
    },
  },
});
