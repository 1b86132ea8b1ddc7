import { plural } from "./plural";

/** The screen of all transfers, and its pictures. */
export const flow = {
  title: "Transfers",
  tabs: { label: "Transfers", list: "Register", flow: "Where our data goes", concentration: "Concentration" },

  list: {
    lead: (total: number) => `${plural(total, "transfer", "transfers")}, the worst first.`,
    leadFiltered: (total: number) => `${plural(total, "transfer matches", "transfers match")}.`,
    sums: "Transfers by verdict",
    sum: { breach: "in breach", attention: "to look at", fine: "in order", open: "to decide on" },
    search: "Search transfers",
    searchHint: "Provider, service, importer …",
    filter: {
      label: "Filters",
      status: "Verdict",
      ground: "Ground",
      country: "Country",
      search: (what: string) => `Search ${what.toLowerCase()}`,
      open: "Only those to decide on",
      decided: "Only those decided on",
      remove: (filter: string) => `Remove filter ${filter}`,
      clear: "Clear all filters",
    },
    table: "Transfers",
    columns: { provider: "Provider", leg: "From → to", service: "Service", countries: "Countries", verdict: "Verdict" },
    open: "to decide on",
    why: (provider: string, leg: string) => `(${provider}, ${leg}): why`,
    none: "No transfer on record",
    noneText: "Transfers are proposed from the places of the services and from the sub-processors. Enter where each service stores its data and from where it is seen; then decide on each transfer at its provider.",
    toProviders: "Look at the providers",
    noMatch: "No transfer matches",
    noMatchText: "Try fewer words, or take a filter away.",
  },

  picture: {
    lead: "What each department sends, to which provider, and into which country. A band is as thick as the number of its services.",
    label: "Where our data goes: departments, providers, countries",
    heads: ["Department", "Provider", "Country"] as [string, string, string],
    as: "Show as",
    views: { picture: "Picture", table: "Table" },
    legend: "What the transfers rest on",
    legendHint: "Choose one to see it alone.",
    noDepartment: "no department stated",
    noCountry: "place not stated",
    others: (count: number) => plural(count, "other provider", "other providers"),
    services: (count: number) => plural(count, "service", "services"),
    box: (name: string, services: string) => `${name} ${services}`,
    tip: (department: string, provider: string, country: string, ground: string, services: string) => `${department} → ${provider} → ${country}. ${ground}, ${services}`,
    table: "Where our data goes",
    columns: { department: "Department", provider: "Provider", country: "Country", ground: "Ground", services: "Services" },
    none: "There is nothing to draw yet",
    noneText: "The picture shows the services with personal data of the providers that work for us. Say of a service which departments use it and where its data is.",
  },

  concentration: {
    lead: (providers: number, services: number, activities: number) =>
      `How much hangs on one country, one parent company, one provider. Shares are of ${plural(services, "service", "services")} with personal data at ${plural(providers, "provider", "providers")}, and of ${plural(activities, "processing activity", "processing activities")}.`,
    countries: "By country",
    countriesText: "Where data is stored or seen from. A service in two countries counts in both.",
    parents: "By parent company",
    parentsText: "Providers that belong to one company share its fate, and the law it is under.",
    providers: "By provider",
    providersText: "What stops when one of them stops.",
    columns: { country: "Country", parent: "Parent company", provider: "Provider", providers: "Providers", services: "Services", activities: "Activities", special: "Special categories" },
    none: { countries: "No place is stated yet.", parents: "No parent company is named yet. It is entered in the form of the provider.", providers: "No provider works for us yet." },
  },
};
