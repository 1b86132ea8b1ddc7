// What can be taken back: the last command that changed anything, if it is one of those.

class Undoing {
  /** Id of the command. */
  command = $state<string | null>(null);

  /** Told by every answer that changed something. */
  heard(changed: readonly string[], undo: string | null): void {
    if (undo !== null) this.command = undo;
    else if (changed.length > 0) this.command = null;
  }
}

export const undoing = new Undoing();
