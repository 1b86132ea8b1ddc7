// What the window is told without having asked: files dropped on it, and what changed beside its commands.

import { Channel, invoke } from "@tauri-apps/api/core";
import type { PickedFile } from "./bindings/PickedFile";
import { announce } from "./tags.svelte";

type Told = { changed: string[] } | { dropped: PickedFile[] };

class Follower {
  readonly #taking = new Set<(files: PickedFile[]) => void>();

  /** Once, at the start. Work beside the commands changes what was read, just as a command does. */
  begin(): void {
    const channel = new Channel<Told>();
    channel.onmessage = (told) => {
      if ("changed" in told) announce(told.changed);
      else for (const take of this.#taking) take(told.dropped);
    };
    invoke("rpc", { command: "follow", arguments: {}, progress: channel, task: null }).catch(() => undefined);
  }

  onDropped(take: (files: PickedFile[]) => void): () => void {
    this.#taking.add(take);
    return () => void this.#taking.delete(take);
  }
}

export const told = new Follower();
