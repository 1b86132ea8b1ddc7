// Opening a register: one that is sealed waits for its passphrase.

import type { FileToken } from "../ipc/bindings/FileToken";
import { asFailure } from "../ipc/failure";
import { call } from "../ipc/rpc";
import { program } from "./program.svelte";

export interface Sealed {
  file: FileToken;
  /** Of the file, without its ending. */
  name: string;
  readOnly: boolean;
}

/** Fails with a `Failure`, unless all it needs is a passphrase. */
export async function openRegister(file: FileToken, readOnly = false): Promise<void> {
  try {
    program.app = await call("register_open", { file, read_only: readOnly, passphrase: null });
    program.sealed = null;
  } catch (thrown) {
    const failure = asFailure(thrown);
    if (failure.kind !== "refused" || failure.reason.code !== "sealed") throw failure;
    program.sealed = { file, name: failure.reason.file.replace(/\.provident$/i, ""), readOnly };
  }
}
