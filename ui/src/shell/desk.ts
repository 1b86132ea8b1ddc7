// The settings of this desk, kept at once.

import { tick } from "svelte";
import { toast } from "../components/toast.svelte";
import { t } from "../i18n/index.svelte";
import type { Settings } from "../ipc/bindings/Settings";
import { asFailure } from "../ipc/failure";
import { call } from "../ipc/rpc";
import { program } from "./program.svelte";

/** Fails with a `Failure` when the settings are refused. */
export async function saveSettings(change: Partial<Settings>): Promise<void> {
  const settings = program.app?.settings;
  if (!settings) return;
  program.app = await call("settings_save", { ...settings, ...change });
  // In the language that was chosen a moment ago.
  await tick();
  toast(t.settings.desk.saved);
}

/** Where there is no form to show a refusal in. */
export function keepSettings(change: Partial<Settings>): void {
  saveSettings(change).catch((thrown: unknown) => (program.failure = asFailure(thrown)));
}
