import type { FileToken } from "./FileToken";
import type { RecentRegister } from "./RecentRegister";
import type { RegisterInfo } from "./RegisterInfo";
import type { Settings } from "./Settings";

export type AppState = { version: string, today: string, settings: Settings, register: RegisterInfo | null, recent: Array<RecentRegister>, open_at_start: FileToken | null };
