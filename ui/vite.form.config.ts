import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";
import { oneFile } from "./build/oneFile.ts";

const otherKeys = new URL("build/otherKeys.ts", import.meta.url).pathname;

// The page that heads of department and providers open: one file, for browsers of the last years.
export default defineConfig({
  plugins: [svelte(), oneFile()],
  resolve: { alias: Object.fromEntries(["@noble/post-quantum/hybrid.js", "@noble/curves/nist.js"].map((library) => [library, otherKeys])) },
  clearScreen: false,
  server: { port: 5178, strictPort: true },
  build: {
    outDir: "dist-form",
    target: ["es2022", "safari16", "firefox115", "chrome109"],
    cssCodeSplit: false,
    modulePreload: false,
    reportCompressedSize: false,
    rolldownOptions: { input: "form.html", output: { format: "iife" } },
  },
});
