import type { FaultCode } from "./FaultCode";

export type Fault = { field: string, code: FaultCode };
