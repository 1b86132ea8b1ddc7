// The notice to the clients and the day from which the list applies, up to its publication.

import { toast } from "../../components/toast.svelte";
import { language, t } from "../../i18n/index.svelte";
import type { ClientNotice } from "../../ipc/bindings/ClientNotice";
import type { Language } from "../../ipc/bindings/Language";
import type { PublishedView } from "../../ipc/bindings/PublishedView";
import { asFailure, type Failure } from "../../ipc/failure";
import { latest } from "../../ipc/latest";
import { call } from "../../ipc/rpc";
import { router } from "../../shell/router.svelte";

export class Publishing {
  effectiveOn = $state<string | null>(null);
  isDayUnread = $state(false);
  language = $state<Language>(language());
  subject = $state<string | null>(null);
  text = $state<string | null>(null);
  isWithout = $state(false);
  isBusy = $state(false);
  failure = $state.raw<Failure | null>(null);
  /** As the program wrote it. */
  #written = $state.raw<ClientNotice | null>(null);
  #show = latest<ClientNotice>(
    (notice) => {
      this.#written = notice;
      [this.subject, this.text] = [notice.subject, notice.text];
    },
    (thrown) => (this.failure = asFailure(thrown)),
  );

  constructor() {
    router.guard(() => this.isChanged);
  }

  /** A person changed the notice. */
  get isChanged(): boolean {
    return this.#written !== null && (this.text !== this.#written.text || this.subject !== this.#written.subject);
  }

  /** The first day that keeps every notice, until another is chosen. */
  suggest(day: string): void {
    if (this.effectiveOn === null && !this.isDayUnread) this.effectiveOn = day;
  }

  /** Writes the notice for the day and the language chosen. */
  write(): void {
    const { effectiveOn, language } = this;
    if (effectiveOn !== null) this.#show(() => call("client_notice", { effective_on: effectiveOn, language }));
  }

  /** After the day, the language or the list changed; what a person wrote stays. */
  follow(): void {
    if (!this.isChanged) this.write();
  }

  async saveMail(): Promise<void> {
    await this.#attempt(async () => {
      const file = await call("file_pick", { purpose: "mail_draft_to_save", suggested: `${t.published.publish.mailName} - ${this.effectiveOn ?? ""}.eml` });
      if (!file) return;
      await call("client_notice_save", { subject: this.subject ?? "", text: this.text ?? "", file: file.file });
      toast(t.published.publish.mailSaved(file.name));
    });
  }

  async publish(): Promise<PublishedView | undefined> {
    const { effectiveOn } = this;
    if (effectiveOn === null || this.isDayUnread) return undefined;
    return this.#attempt(async () => {
      const view = await call("list_publish", { effective_on: effectiveOn, notice: this.isWithout ? null : this.text });
      this.#written = null;
      return view;
    });
  }

  async #attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (this.isBusy) return undefined;
    [this.isBusy, this.failure] = [true, null];
    try {
      return await work();
    } catch (thrown) {
      this.failure = asFailure(thrown);
      return undefined;
    } finally {
      this.isBusy = false;
    }
  }
}
