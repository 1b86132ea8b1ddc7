import type { HeldBy } from "./HeldBy";

export type RegisterInfo = { name: string, organisation: string, is_sample: boolean, is_read_only: boolean, held_by: HeldBy | null, providers: number, proposed: number, migrated_copy: string | null };
