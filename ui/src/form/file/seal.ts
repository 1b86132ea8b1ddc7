import { Encrypter } from "age-encryption";

/** Nobody but who holds the key of the recipient can read it afterwards. */
export async function seal(bytes: Uint8Array, recipient: string): Promise<Uint8Array | "no_recipient"> {
  const encrypter = new Encrypter();
  try {
    encrypter.addRecipient(recipient);
  } catch {
    return "no_recipient";
  }
  return encrypter.encrypt(bytes);
}
