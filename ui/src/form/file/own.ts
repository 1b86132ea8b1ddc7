// The parts of this very page, taken before anything of it changes, so that it can be saved again.

import { DATA, type Parts, STATE } from "./page";

export type Own = Omit<Parts, "state"> & { state: string };

function textOf(selector: string): string {
  return document.querySelector(selector)?.textContent ?? "";
}

export const own: Own = {
  policy: document.querySelector<HTMLMetaElement>("meta[http-equiv=Content-Security-Policy]")?.content ?? "",
  style: textOf("head > style"),
  script: textOf("#provident-script"),
  data: textOf(`#${DATA}`),
  state: textOf(`#${STATE}`),
};
