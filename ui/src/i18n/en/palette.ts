export const palette = {
  title: "Find anything",
  hint: "A provider, a service, a report or what you want to do",
  found: "What was found",
  count: (count: number) => (count === 1 ? "1 result" : `${count} results`),
  providers: "Providers",
  services: "Services",
  actions: "Go and do",
  reports: "Issued reports",
  commands: {
    otherTheme: "Switch between light and dark",
    otherLanguage: "Passer en français",
    keys: "Show all keys",
  },
};
