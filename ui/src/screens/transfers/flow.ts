// The bands of the register as paths of the picture, with the words for each of their stops.

import type { FlowPattern } from "../../components/FlowPicture.svelte";
import type { FlowPath } from "../../components/flowLayout";
import { GROUND_TOKEN } from "../../domain/transfer/GroundMark.svelte";
import { words } from "../../domain/words.svelte";
import { t } from "../../i18n/index.svelte";
import type { Flow } from "../../ipc/bindings/Flow";
import type { FlowBand } from "../../ipc/bindings/FlowBand";
import type { Ground } from "../../ipc/bindings/Ground";
import type { Route } from "../../shell/router.svelte";

/** Stops without an id of their own. */
const NO_DEPARTMENT = "department:";
const OTHERS = "provider:";
const NO_COUNTRY = "country:";
export const LAST: ReadonlySet<string> = new Set([NO_DEPARTMENT, OTHERS, NO_COUNTRY]);

/** As the marks of the grounds are drawn. */
const PATTERNS: Record<Ground, FlowPattern> = {
  inside_eea: "solid", no_transfer: "minus", adequacy: "lines", safeguards: "slashes", derogation: "dots", unknown: "outline", missing: "crosses",
};
const GROUNDS = Object.keys(PATTERNS) as Ground[];
export const KINDS: Readonly<Record<string, { token: string; pattern: FlowPattern }>> = Object.fromEntries(
  GROUNDS.map((ground) => [ground, { token: GROUND_TOKEN[ground], pattern: PATTERNS[ground] }]),
);

export interface Stop {
  name: string;
  to: Route;
}

export function pathOf({ department, provider, country, ground, services }: FlowBand): FlowPath {
  return { stops: [`${NO_DEPARTMENT}${department ?? ""}`, `${OTHERS}${provider ?? ""}`, `${NO_COUNTRY}${country ?? ""}`], weight: services, kind: ground };
}

/** Each stop by its id, with where it leads. */
export function stops({ bands, others }: Flow): Map<string, Stop> {
  const found = new Map<string, Stop>();
  for (const band of bands) {
    const [department, provider, country] = pathOf(band).stops;
    found.set(department, { name: departmentName(band), to: working(band.department ? { departments: [band.department] } : {}) });
    found.set(provider, { name: providerName(band, others), to: band.provider ? { screen: "provider", id: band.provider, tab: "transfers" } : working({}) });
    found.set(country, { name: countryName(band), to: working(band.country ? { countries: [band.country] } : {}) });
  }
  return found;
}

export function departmentName({ department_name: name }: FlowBand): string {
  return name ?? t.flow.picture.noDepartment;
}

export function providerName({ provider_name: name }: FlowBand, others: number): string {
  return name ?? t.flow.picture.others(others);
}

export function countryName({ country }: FlowBand): string {
  return country ? words.label("countries", country) : t.flow.picture.noCountry;
}

/** The grounds that occur, from the safest to the least safe, each with its services. */
export function grounds(bands: readonly FlowBand[]): { ground: Ground; services: number }[] {
  const sum = (ground: Ground) => bands.reduce((sum, band) => sum + (band.ground === ground ? band.services : 0), 0);
  return GROUNDS.map((ground) => ({ ground, services: sum(ground) })).filter(({ services }) => services > 0);
}

function working(query: NonNullable<Extract<Route, { screen: "providers" }>["query"]>): Route {
  return { screen: "providers", query: { only_working: true, ...query } };
}
