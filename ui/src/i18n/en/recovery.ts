export const recovery = {
  offer: {
    title: "One key to put away",
    text: "If every passphrase is forgotten, nobody can open this register, and nobody can reset it. A printed recovery key in a safe opens it then.",
    make: "Make a recovery key",
    later: "Later",
  },
  title: "The recovery key",
  making: "Making the key…",
  text: "It opens the register like a passphrase. It is shown only now and kept nowhere: print it or write it down, and put it where you keep what must not get lost.",
  onlyThis: "A recovery key made before opens nothing any more.",
  key: "Recovery key",
  save: "Save it to print",
  fileName: (register: string) => `${register} recovery key.txt`,
  saved: (file: string) => `Saved as ${file}. Print it, put the paper away, then delete the file.`,
  putAway: "I have put it away",
  notYet: "The key is not shown again. Put it away first, then close; or make another one later in the settings.",
};
