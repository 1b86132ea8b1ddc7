// What "new" means where one is: a line of the record on its own screens, elsewhere a provider.

import type { Route } from "./router.svelte";

export function newHere(route: Route): Route {
  switch (route.screen) {
    case "processing":
      if (route.tab === "clients") return { screen: "client_form", id: null };
      return { screen: "activity_form", id: null, role: route.tab ?? "controller" };
    case "activity": return { screen: "activity_form", id: null };
    default: return { screen: "provider_form", id: null };
  }
}
