export type ServiceId = string;
