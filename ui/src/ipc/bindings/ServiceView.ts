import type { Service } from "./Service";
import type { ServiceId } from "./ServiceId";

export type ServiceView = { id: ServiceId, revision: number, service: Service };
