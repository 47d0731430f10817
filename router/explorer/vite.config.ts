import { defineConfig } from "vite";

/** Everything the page needs in one folder that the router serves under `/explorer/`. */
export default defineConfig({
  base: "/explorer/",
  build: {
    target: "es2023",
    // The editor alone is larger than Vite's advice for pages that strangers wait for.
    chunkSizeWarningLimit: 8_000,
    // Fonts as files: the policy of the page then needs no data: for them.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
