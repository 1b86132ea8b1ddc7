export type RecentForget = { file: string };
