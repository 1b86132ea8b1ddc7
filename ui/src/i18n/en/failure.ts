import { plural } from "./plural";

const entities: Record<string, string> = {
  provider: "provider",
  service: "service",
  department: "department",
  organisation: "organisation",
  evidence: "evidence file",
  report: "report",
  fact: "fact",
};

export const failure = {
  entity: (id: string) => entities[id] ?? "record",
  invalid: (count: number) => `Not saved: ${plural(count, "field needs", "fields need")} your attention.`,
  notFound: (entity: string) => `This ${entity} is no longer in the register. It may have been removed meanwhile. Go back to the list.`,
  conflict: "Somebody saved this record after you opened it. Nothing of yours was saved, and nothing you typed is lost.",
  storage: (cause: string) => `The register file could not be read or written: ${cause}. Check that the disk is there and not full, then try again.`,
  internal: (reference: string) => `Something went wrong in the program itself. Your register is unchanged. Reference for the log: ${reference}`,

  refusal: {
    noRegisterOpen: "No register is open. Open or create one first.",
    unknownCommand: (name: string) => `The program does not know the command “${name}”.`,
    noSuchFile: (file: string) => `${file} is not there any more. It may have been moved or renamed.`,
    fileExists: (file: string) => `${file} exists already. Choose another name.`,
    notARegister: (file: string) => `${file} is not a Provident register.`,
    damaged: (file: string, detail: string) => `${file} is damaged (${detail}). Open the last good copy of it.`,
    newerSchema: (file: string, found: number, known: number) =>
      `${file} was written by a newer version of Provident (format ${found}; this version knows ${known}). Update the program to open it.`,
    heldBySomebody: (file: string, who: string, machine: string, since: string) =>
      `${file} is being written by ${who} on ${machine} since ${since}. You can open it to read only.`,
    readOnly: "This register is open to read only, so nothing can be changed.",
    inUse: (entity: string, count: number) => `This ${entity} is still used in ${plural(count, "place", "places")}. Take it out there first.`,
    cancelled: "Cancelled. Nothing was changed.",
    diskFull: "The disk is full. Nothing was written. Make room, then try again.",
    tooLarge: (file: string, limit: string) => `${file} is too large. The limit is ${limit}.`,
    unreadable: (file: string, detail: string) => `${file} cannot be read: ${detail}.`,
    nothingToImport: (detail: string) => `There is nothing to import: ${detail}.`,
    noDesktop: "This works only in the desktop program.",
    changedSince: "A record was changed again since, so this cannot be taken back as a whole. Open it and its history to see what it was.",
    nothingToTakeBack: "There is nothing here that could be taken back.",
    sameProvider: "These are the same record. Choose two different ones.",
    fileMoved: (file: string) => `${file} was moved, renamed or replaced while it was open. Nothing was written. Put it back where it was and try again, or close the register and open it at its new place.`,
    notTheSample: "This is not the sample company that the program made.",
    fileGone: "The chosen file is no longer known. Choose it again.",
  },

  fault: {
    required: "This is needed to save.",
    tooLong: (max: number, length: number) => `At most ${plural(max, "character fits", "characters fit")} here; this has ${length.toLocaleString("en-GB")}.`,
    notAnEmail: (value: string) => `“${value}” is not an e-mail address.`,
    notAUrl: (value: string) => `“${value}” is not a web address. It should look like https://example.com.`,
    notACountry: (value: string) => `“${value}” is not a country we know.`,
    notInList: (value: string) => `“${value}” is not in the list.`,
    malformed: (detail: string) => `This cannot be read: ${detail}.`,
    endsBeforeStart: "The end lies before the beginning.",
    inTheFuture: "This day lies in the future.",
    knownAndUnknown: "This has a value and is marked as unknown. Keep one of the two.",
    twice: (value: string) => `“${value}” is given twice.`,
    moreThan: (max: number) => `At most ${plural(max, "entry fits", "entries fit")} here.`,
  },
};
