import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The page, into one folder beside the code that serves it. `npm run build` has emptied all of dist before. */
export default defineConfig({
  root: "page",
  // Every address in it is relative to its mount path, which nobody knows before it is served.
  base: "./",
  plugins: [react()],
  build: {
    outDir: "../dist/page",
    emptyOutDir: true,
    target: "baseline-widely-available",
    // Its policy loads nothing from `data:`, and runs nothing that is not a file.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // What is built in is published with it, under the terms of its authors.
    license: { fileName: "third-party-licenses.md" },
    reportCompressedSize: false,
  },
});
