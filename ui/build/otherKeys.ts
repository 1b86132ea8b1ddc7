// In place of the curves of recipients to whom no register is sealed: its key is X25519 (`age1…`).
export const MLKEM768X25519 = null;
export const MLKEM768P256 = null;
export const p256 = null;
