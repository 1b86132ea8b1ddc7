import { access } from "./access";
import { backups } from "./backups";
import { calendar } from "./calendar";
import { clients } from "./clients";
import { common } from "./common";
import { failure } from "./failure";
import { first } from "./first";
import { flow } from "./flow";
import { form } from "./form";
import { help } from "./help";
import { history } from "./history";
import { imports } from "./import";
import { keys } from "./keys";
import { legal } from "./legal";
import { merge } from "./merge";
import { palette } from "./palette";
import { passphrase } from "./passphrase";
import { processing } from "./processing";
import { provider } from "./provider";
import { providers } from "./providers";
import { published } from "./published";
import { questionnaire } from "./questionnaire";
import { questionnaires } from "./questionnaires";
import { recovery } from "./recovery";
import { reports } from "./reports";
import { review } from "./review";
import { risk } from "./risk";
import { settings } from "./settings";
import { shell } from "./shell";
import { subProcessors } from "./subProcessors";
import { today } from "./today";
import { transfers } from "./transfers";
import { unlock } from "./unlock";

/** British English, the language every other one is measured by. */
export const en = {
  access, backups, calendar, clients, common, failure, first, flow, form, help, history, imports, keys, legal, merge, palette,
  passphrase, processing, provider, providers, published, questionnaire, questionnaires, recovery, reports, review, risk, settings, shell, subProcessors, today,
  transfers, unlock,
};
