// A version of a questionnaire into a file that a person chooses.

import { toast } from "../../components/toast.svelte";
import { t } from "../../i18n/index.svelte";
import { call } from "../../ipc/rpc";

export async function exportQuestionnaire(id: string, version: number, title: string): Promise<void> {
  const suggested = `${title.replace(/[\\/:*?"<>|]+/g, " ").replace(/\s+/g, " ").trim().slice(0, 80)} ${version}.json`;
  const picked = await call("file_pick", { purpose: "questionnaire_to_save", suggested });
  if (!picked) return;
  await call("questionnaire_export", { id, version, file: picked.file });
  toast(t.questionnaire.exported(picked.name));
}
