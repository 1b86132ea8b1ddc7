// The list as a file, as it stands or as it was published.

import { toast } from "../../components/toast.svelte";
import { t } from "../../i18n/index.svelte";
import type { Language } from "../../ipc/bindings/Language";
import type { ListFormat } from "../../ipc/bindings/ListFormat";
import { call } from "../../ipc/rpc";

export const FORMATS: readonly ListFormat[] = ["html", "markdown", "pdf", "csv"];

const ENDINGS: Record<ListFormat, string> = { html: "html", markdown: "md", pdf: "pdf", csv: "csv" };

/** `id` is that of a publication; none for the list as it stands. `day` stands in the name. Fails with a `Failure`. */
export async function saveList(id: string | null, format: ListFormat, language: Language, day: string): Promise<void> {
  const file = await call("file_pick", { purpose: "public_list_to_save", suggested: `${t.published.list.fileName} - ${day}.${ENDINGS[format]}` });
  if (!file) return;
  await call("published_save", { id, format, language, file: file.file });
  toast(t.published.list.saved(file.name));
}
