export const first = {
  title: "Provident",
  lead: "The register a data protection officer keeps of every provider.",
  what: [
    "What each provider does for you, which personal data it gets, and where that data goes.",
    "Who stated or verified each fact, when, and what is still missing.",
    "One file on your disk, no server, no account. Its reports are what an auditor reads.",
  ],
  create: {
    title: "Create my register",
    text: "A new, empty register for your organisation.",
    organisation: "Organisation name",
    button: "Create my register",
    needed: "Write the name of your organisation first.",
  },
  open: {
    title: "Open a register",
    text: "A file that ends in .provident.",
    button: "Open a register",
  },
  sample: {
    title: "Look at the sample company",
    text: "An invented e-mail company in Lyon with about fifteen providers. Change anything; it is yours to throw away.",
    button: "Look at the sample company",
  },
  recent: {
    title: "Recent registers",
    missing: "not found",
    forgetName: (name: string) => `Forget ${name}`,
    openedOn: (when: string) => `opened ${when}`,
  },
  held: {
    openReadOnly: "Open to read only",
  },
};
