// Countries by name, with whether they lie outside the European Economic Area.

import { words } from "./words.svelte";

export interface ListedCountry {
  id: string;
  label: string;
  isOutside: boolean;
}

export function listedCountries(ids: readonly string[]): ListedCountry[] {
  return ids.map((id) => {
    const country = words.country(id);
    return { id, label: country?.label ?? id, isOutside: country?.is_eea === false };
  });
}
