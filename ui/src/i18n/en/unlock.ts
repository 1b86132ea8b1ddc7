export const unlock = {
  title: "Unlock the register",
  lockedTitle: "Locked",
  lockedText: "Nothing of the register is readable until it is unlocked.",
  passphrase: "Passphrase",
  passphraseHint: "Your own, or the recovery key.",
  readOnly: "Open to read only",
  button: "Unlock",
  other: "Another register",
  back: "Back to the open register",
};
