import { common } from "./common";
import { failure } from "./failure";
import { first } from "./first";
import { form } from "./form";
import { imports } from "./import";
import { provider } from "./provider";
import { providers } from "./providers";
import { reports } from "./reports";
import { settings } from "./settings";
import { shell } from "./shell";

/** British English, the language every other one is measured by. */
export const en = { common, failure, first, form, imports, provider, providers, reports, settings, shell };
