import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";
import { oneFile } from "./build/oneFile.ts";

// The page that heads of department and providers open: one file, for browsers of the last years.
export default defineConfig({
  plugins: [svelte(), oneFile()],
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
