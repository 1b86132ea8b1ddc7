import type { SimilarProvider } from "./SimilarProvider";

export type PossibleDuplicate = { row: number, name: string, like: Array<SimilarProvider> };
