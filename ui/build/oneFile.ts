import type { Plugin } from "vite";
import { page } from "../src/form/file/page.ts";

/** Makes the built script and style into one file that may load nothing else. */
export function oneFile(): Plugin {
  return {
    name: "one-file",
    enforce: "post",
    async generateBundle(_, bundle) {
      let script = "";
      let style = "";
      for (const [name, part] of Object.entries(bundle)) {
        if (part.type === "chunk") script += part.code;
        else if (name.endsWith(".css")) style += String(part.source);
        delete bundle[name];
      }
      script = inElement(script.trim());
      style = style.trim();
      if (script === "" || /<\/style/i.test(style)) this.error("the page has no script, or a style that ends early");
      const source = page({ policy: await policy(script, style), style, script, data: "{}", state: "null" });
      this.emitFile({ type: "asset", fileName: "form.html", source });
    },
  };
}

/** Markup in texts of the script would end it, or hide its end. */
function inElement(script: string): string {
  return script.replace(/<(?=!--|\/?script)/gi, "\\x3C");
}

async function policy(script: string, style: string): Promise<string> {
  const allowed = { script: await sha256(script), style: await sha256(style) };
  return `default-src 'none'; script-src '${allowed.script}'; style-src '${allowed.style}'; img-src data: blob:; base-uri 'none'; form-action 'none'`;
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
}
