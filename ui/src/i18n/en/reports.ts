import { plural } from "./plural";

export const reports = {
  title: "Reports",
  subtitle: "What an auditor reads. Every report has a number made of its content.",
  tabs: { label: "Reports", make: "New report", issued: "Issued reports", export: "Export" },

  make: {
    settings: "What to print",
    kind: "Report",
    provider: "Provider",
    providerHint: "Type a part of the name.",
    providerNeeded: "Choose a provider to see its report.",
    scope: "Providers in it",
    all: "All providers",
    filter: (count: string) => `Current filter (${count})`,
    filterHint: "To print a part of the register, filter the list of providers and choose “Print register” there.",
    language: "Language of the report",
    languages: { en: "English", fr: "French" },
    on: "As of",
    onHint: "Today unless given. The facts stay today’s; rules and due dates are those of that day. For example 2026-12-31.",
    preview: "Preview",
    previewOf: (title: string) => `Preview of ${title}`,
    working: "Preparing the preview",
    save: "Save as PDF",
    saving: "Writing the PDF",
    noKinds: "No report is available.",
  },

  issue: {
    saved: (file: string) => `Saved as ${file}`,
    number: (number: string, pages: number) => `Report ${number}, ${plural(pages, "page", "pages")}.`,
    again: "The same content was issued before, so it keeps its number.",
    notRecorded: "The register is open to read only, so this issue is not recorded in it.",
    replaced: (count: number) => `${plural(count, "character has", "characters have")} no picture in the fonts and ${count === 1 ? "is" : "are"} printed as a visible replacement (□). Look for it before you hand the report on.`,
  },

  issued: {
    table: "Issued reports",
    columns: { number: "Number", title: "Report", kind: "Kind", on: "As of", at: "Issued", who: "By", pages: "Pages", actions: "Actions" },
    again: "Save again",
    againName: (number: string) => `Save ${number} again`,
    none: "No report was issued yet",
    noneText: "Each report you save as PDF is listed here with its number and can be saved again.",
    working: (number: string) => `Writing ${number} again`,
  },

  exports: {
    heading: "Export register",
    text: "Files that a spreadsheet opens and that Provident imports again without loss. Cells cannot start a formula.",
    whole: "Whole register (XLSX)",
    wholeText: "Every provider with its services, a sheet each.",
    wholeButton: "Export whole register",
    fields: "Provider fields (CSV)",
    fieldsText: "One line a provider, for other programs.",
    fieldsButton: "Export provider fields",
    working: "Exporting the register",
    done: (file: string) => `Exported as ${file}`,
    counts: (providers: number, services: number) => `${plural(providers, "provider", "providers")} and ${plural(services, "service", "services")}.`,
    fallbackName: "register",
  },

  document: {
    number: "Report number",
    issued: "Issued",
    organisation: "Organisation",
    history: "Head of the history",
    moreRows: (count: number) => `Show ${plural(count, "more row", "more rows")}`,
    allRows: (count: number) => `Show all ${plural(count, "row", "rows")}`,
    rowsShown: (shown: string, all: string) => `The first ${shown} of ${all} rows`,
  },
};
