export type HeldBy = { who: string, machine: string, since: string };
