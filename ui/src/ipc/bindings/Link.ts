import type { LinkKind } from "./LinkKind";

export type Link = { kind: LinkKind, url: string };
