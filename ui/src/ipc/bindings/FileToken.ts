export type FileToken = string;
