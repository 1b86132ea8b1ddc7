import type { ClientsTold } from "./ClientsTold";

export type ClientImpact = { meaning: string | null, told: ClientsTold | null };
