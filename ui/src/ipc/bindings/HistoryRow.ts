import type { JsonValue } from "./JsonValue";

export type HistoryRow = { sequence: number, at: string, who: string, command: string, command_id: string, entity: string, entity_id: string, is_erased: boolean, before: JsonValue | null, after: JsonValue | null };
