import type { Catalogue } from "../index.svelte";

export const passphrase: Catalogue["passphrase"] = {
  label: "Phrase secrète",
  again: (label: string) => `${label}, une seconde fois`,
  advice: "Quatre ou cinq mots sans rapport entre eux sont solides et faciles à retenir.",
  needed: "Écrivez d’abord une phrase secrète.",
  differ: "Les deux diffèrent. Écrivez-la encore une fois.",
  strength: ["Devinée aussitôt", "Vite devinée", "Trop facile à deviner", "Solide", "Très solide"],
};
