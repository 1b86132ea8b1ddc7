import type { Catalogue } from "../index.svelte";

export const unlock: Catalogue["unlock"] = {
  title: "Déverrouiller le registre",
  lockedTitle: "Verrouillé",
  lockedText: "Rien du registre n’est lisible avant qu’il soit déverrouillé.",
  passphrase: "Phrase secrète",
  passphraseHint: "La vôtre, ou la clé de secours.",
  readOnly: "Ouvrir en lecture seule",
  button: "Déverrouiller",
  other: "Un autre registre",
  back: "Revenir au registre ouvert",
};
