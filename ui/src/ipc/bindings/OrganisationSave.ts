import type { OrganisationDraft } from "./OrganisationDraft";

export type OrganisationSave = { revision: number, draft: OrganisationDraft };
