// Who makes a register and with what it is sealed, while it is typed.

import type { Founder } from "../../ipc/bindings/Founder";

export class Founding {
  name = $state<string | null>(null);
  passphrase = $state("");
  /** Left open to whoever has the file, on purpose. */
  isUnsealed = $state(false);

  constructor(name: string | null) {
    this.name = name;
  }

  /** None for a register that is not sealed. */
  get founder(): Founder | null {
    return this.isUnsealed ? null : { name: this.name ?? "", passphrase: this.passphrase };
  }

  /** The passphrase was taken. */
  clear(): void {
    this.passphrase = "";
  }
}
