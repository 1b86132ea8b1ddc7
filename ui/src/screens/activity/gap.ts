// Where a point of the record that is open gets settled.

import { fieldRoute } from "../../domain/record";
import type { ActivityView } from "../../ipc/bindings/ActivityView";
import type { Route } from "../../shell/router.svelte";

/** `null` for the confirmation, which is said on the page itself. */
export function gapRoute(view: ActivityView, field: string): Route | null {
  if (field === "confirmation") return null;
  if (field === "transfers") {
    const unsettled = view.services.find((service) => service.status !== "fine" && view.assessment.outside_eea.some((country) => service.countries.includes(country)))
      ?? view.services.find((service) => service.status !== null && service.status !== "fine");
    if (unsettled) return { screen: "provider", id: unsettled.provider, tab: "transfers" };
  }
  if (field === "clients") {
    const unreached = view.clients.find((client) => !client.has_contact);
    if (unreached) return { screen: "client_form", id: unreached.id };
  }
  return fieldRoute(view.id, field);
}
