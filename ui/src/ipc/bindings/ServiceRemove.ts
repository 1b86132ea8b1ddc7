import type { ServiceId } from "./ServiceId";

export type ServiceRemove = { id: ServiceId, revision: number };
