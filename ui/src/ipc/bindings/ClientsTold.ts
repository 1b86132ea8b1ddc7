export type ClientsTold = "yes" | "no" | "not_needed";
