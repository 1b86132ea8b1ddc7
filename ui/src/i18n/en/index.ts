import { access } from "./access";
import { backups } from "./backups";
import { common } from "./common";
import { failure } from "./failure";
import { first } from "./first";
import { form } from "./form";
import { help } from "./help";
import { imports } from "./import";
import { keys } from "./keys";
import { merge } from "./merge";
import { palette } from "./palette";
import { passphrase } from "./passphrase";
import { provider } from "./provider";
import { providers } from "./providers";
import { recovery } from "./recovery";
import { reports } from "./reports";
import { risk } from "./risk";
import { settings } from "./settings";
import { shell } from "./shell";
import { today } from "./today";
import { unlock } from "./unlock";

/** British English, the language every other one is measured by. */
export const en = { access, backups, common, failure, first, form, help, imports, keys, merge, palette, passphrase, provider, providers, recovery, reports, risk, settings, shell, today, unlock };
