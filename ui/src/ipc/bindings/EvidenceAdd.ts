import type { EvidenceDraft } from "./EvidenceDraft";
import type { FileToken } from "./FileToken";

export type EvidenceAdd = { file: FileToken, draft: EvidenceDraft };
