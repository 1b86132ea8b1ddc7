export const passphrase = {
  label: "Passphrase",
  again: (label: string) => `${label} again`,
  advice: "Four or five words that do not belong together are strong and easy to keep in mind.",
  needed: "Write a passphrase first.",
  differ: "The two differ. Write it once more.",
  strength: ["Guessed at once", "Soon guessed", "Too easy to guess", "Strong", "Very strong"],
};
