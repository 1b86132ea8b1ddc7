import { plural } from "./plural";

const named = (name: string | null, count: number) => (name !== null && count === 1 ? name : plural(count, "provider", "providers"));

export const today = {
  title: "Today",
  lead: (day: string, late: number, soon: number) =>
    `${day}. ${late === 0 ? "Nothing is late" : `${plural(late, "thing is", "things are")} late`}, ${soon === 0 ? "nothing falls" : `${plural(soon, "falls", "fall")}`} due in 30 days.`,
  figures: {
    label: "Figures",
    of: (count: string) => `of ${count}`,
    complete: (count: number): string => (count === 1 ? "active provider has a complete record" : "active providers have a complete record"),
    verified: (count: number): string => (count === 1 ? "group of facts is verified" : "groups of facts are verified"),
    outside: (count: number): string => (count === 1 ? "active provider takes data outside the EEA" : "active providers take data outside the EEA"),
    proposed: (count: number): string => (count === 1 ? "proposed provider waits for a decision" : "proposed providers wait for a decision"),
  },
  late: {
    title: "Late",
    none: "Nothing is late.",
    table: "What is late",
    more: (count: number) => `and ${count.toLocaleString("en-GB")} more`,
    since: (days: number) => plural(days, "day", "days"),
  },
  soon: {
    title: "Next 30 days",
    table: "What falls due in the next 30 days",
    today: "today",
  },
  columns: { provider: "Provider", what: "What", since: "Late by", due: "Due", missing: "What weighs most", complete: "Complete", unverified: "Nobody verified" },
  what: {
    verification: (groups: string) => `Verify again: ${groups}`,
    verificationEnded: (groups: string) => `Verification out of date: ${groups}`,
    certification: (standard: string, on: string) => `${standard}: certificate ends ${on}`,
    certificationEnded: (standard: string, on: string) => `${standard}: certificate ended ${on}`,
  },
  incomplete: {
    title: "Least complete",
    all: "all incomplete",
    none: "Every active provider has a complete record.",
    table: "Active providers with the least complete records",
  },
  unverified: {
    title: "Stated, not verified",
    all: "all unverified",
    none: "Every stated fact was verified by somebody.",
    table: "Providers with facts that nobody verified",
  },
  deeds: {
    title: "What changed",
    since: (when: string) => `You were last here ${when}.`,
    first: "This register is open at this desk for the first time.",
    nothingNew: "Nothing changed since.",
    isNew: "new since you were last here",
    none: "Nothing was written yet.",
    by: (who: string, when: string) => `${who}, ${when}`,
    said: {
      organisation_save: () => "Organisation changed",
      department_save: () => "Departments changed",
      department_remove: () => "A department removed",
      provider_save: (name, count) => `${named(name, count)} saved`,
      provider_triage: (name, count) => `${named(name, count)} decided on`,
      provider_change: (name, count) => `${named(name, count)} changed together`,
      provider_merge: (name, count) => `${named(name, count)} merged`,
      service_save: (name, count) => `A service of ${named(name, count)} saved`,
      service_remove: (name, count) => `A service of ${named(name, count)} removed`,
      fact_verify: (name, count) => `Facts about ${named(name, count)} verified`,
      fact_declare: (name, count) => `Facts about ${named(name, count)} taken back to declared`,
      evidence_add: (name, count) => `Evidence added to ${named(name, count)}`,
      evidence_remove: (name, count) => `Evidence of ${named(name, count)} removed`,
      import_run: (_, count) => `A list imported: ${plural(count, "provider", "providers")}`,
      reconcile_run: (_, count) => `A list reconciled: ${plural(count, "provider", "providers")} proposed`,
      sample_create: (_, count) => `Sample company made: ${plural(count, "provider", "providers")}`,
      register_sample: (_, count) => `Sample company made: ${plural(count, "provider", "providers")}`,
      register_create: () => "Register made",
      undo: (name, count) => `Taken back: ${named(name, count)}`,
    } as Record<string, (name: string | null, count: number) => string>,
    other: (name: string | null, count: number) => `${named(name, count)} changed`,
  },
};
