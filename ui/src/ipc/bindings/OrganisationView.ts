import type { Organisation } from "./Organisation";

export type OrganisationView = { revision: number, organisation: Organisation };
