// What the browser keeps of a reply while one types: the answers at each rest, each file once.

import { tidied } from "../change";
import type { Questionnaire, Reply } from "../types";
import { readSaved } from "../wellFormed";
import { described, type Written, written } from "./saved";

const DATABASE = "provident-form";
const REPLIES = "replies";
const FILES = "files";
/** A browser that says neither yes nor no refuses. */
const PATIENCE = 4000;

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("the browser refused"));
  });
}

/** Committed at once: a page that is put away with a transaction open holds up every other. */
function ended(transaction: IDBTransaction): Promise<void> {
  transaction.commit();
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error("the browser refused"));
  });
}

function inTime<T>(work: Promise<T>): Promise<T> {
  const late = new Promise<never>((_, reject) => setTimeout(() => reject(new Error("the browser does not answer")), PATIENCE));
  return Promise.race([work, late]);
}

function opened(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(REPLIES);
    request.result.createObjectStore(FILES);
  };
  return inTime(done(request));
}

/** What this browser keeps of one copy of a questionnaire. */
export class Keeping {
  readonly #database: IDBDatabase;
  readonly #copy: string;
  #filesKept = new Set<string>();

  private constructor(database: IDBDatabase, copy: string) {
    this.#database = database;
    this.#copy = copy;
  }

  /** Throws where the browser keeps nothing. */
  static async of(copy: string): Promise<Keeping> {
    return new Keeping(await opened(), copy);
  }

  async load(questionnaire: Questionnaire): Promise<Written | "damaged" | null> {
    const transaction = this.#database.transaction([REPLIES, FILES]);
    const files = transaction.objectStore(FILES);
    const asked = [
      done<unknown>(transaction.objectStore(REPLIES).get(this.#copy)), done(files.getAllKeys(this.#range())), done<unknown[]>(files.getAll(this.#range())), ended(transaction),
    ] as const;
    const [held, keys, all] = await inTime(Promise.all(asked));
    if (held === undefined) return null;
    const bytes = new Map(keys.map((key, at) => [Array.isArray(key) ? String(key[1]) : "", all[at]]));
    this.#filesKept = new Set(bytes.keys());
    const saved = readSaved(held, questionnaire);
    if (!saved) return "damaged";
    return written(saved, ({ id }) => {
      const found = bytes.get(id);
      return found instanceof Uint8Array ? new Uint8Array(found) : null;
    });
  }

  async store(whole: Reply, at: Date): Promise<void> {
    const { sender, language, answers, cards, attachments } = tidied(whole);
    const transaction = this.#database.transaction([REPLIES, FILES], "readwrite");
    const files = transaction.objectStore(FILES);
    const named = new Set(attachments.map((file) => file.id));
    for (const file of attachments) if (!this.#filesKept.has(file.id)) files.put(file.bytes, [this.#copy, file.id]);
    for (const id of this.#filesKept) if (!named.has(id)) files.delete([this.#copy, id]);
    const held = { sender, language, answers, cards, attachments: attachments.map(described), saved_at: at.toISOString() };
    transaction.objectStore(REPLIES).put(held, this.#copy);
    await ended(transaction);
    this.#filesKept = named;
  }

  async forget(): Promise<void> {
    const transaction = this.#database.transaction([REPLIES, FILES], "readwrite");
    transaction.objectStore(REPLIES).delete(this.#copy);
    transaction.objectStore(FILES).delete(this.#range());
    await ended(transaction);
    this.#filesKept = new Set();
  }

  #range(): IDBKeyRange {
    return IDBKeyRange.bound([this.#copy], [this.#copy, []]);
  }
}
