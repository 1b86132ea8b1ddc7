import type { Catalogue } from "../index.svelte";
import { common } from "./common";
import { failure } from "./failure";
import { first } from "./first";
import { form } from "./form";
import { help } from "./help";
import { imports } from "./import";
import { keys } from "./keys";
import { merge } from "./merge";
import { palette } from "./palette";
import { provider } from "./provider";
import { providers } from "./providers";
import { reports } from "./reports";
import { risk } from "./risk";
import { settings } from "./settings";
import { shell } from "./shell";
import { today } from "./today";

export const fr: Catalogue = { common, failure, first, form, help, imports, keys, merge, palette, provider, providers, reports, risk, settings, shell, today };
