import type { Log } from "./log.js";
import type { Store } from "./store.js";

/** What a hello takes besides its chats, and a chat besides its id: quotes, colon, comma and a rev. */
const HELLO_REST = 64;
const CHAT_REST = 20;

/** The highest rev of each chat that the listener has handled. Kept in memory, and written behind to the store. */
export class Revs {
  private readonly unsaved = new Map<string, number | undefined>();
  private saving: Promise<void> | undefined;

  /** @param revs those that changed last at the end */
  constructor(
    private readonly store: Store,
    private readonly log: Log,
    private readonly revs: Map<string, number>,
  ) {}

  get size(): number {
    return this.revs.size;
  }

  known(chat: string): number {
    return this.revs.get(chat) ?? 0;
  }

  advance(chat: string, rev: number): void {
    if (rev > this.known(chat)) {
      this.set(chat, rev);
    }
  }

  /** Also backwards: after a reset, events go on after this rev whatever was known. */
  set(chat: string, rev: number): void {
    this.revs.delete(chat);
    this.revs.set(chat, rev);
    this.save(chat, rev);
  }

  forget(chat: string): void {
    if (this.revs.delete(chat)) {
      this.save(chat, undefined);
    }
  }

  /** For a hello: the chats that changed last, as many as fit; one left out is sent from its beginning and dropped as known. */
  latest(bytes: number): Record<string, number> {
    const known: Record<string, number> = {};
    let room = bytes - HELLO_REST;
    for (const [chat, rev] of [...this.revs].reverse()) {
      room -= chat.length + CHAT_REST;
      if (room < 0) {
        break;
      }
      known[chat] = rev;
    }
    return known;
  }

  /** Resolves when everything until now is in the store. */
  async saved(): Promise<void> {
    while (this.saving) {
      await this.saving;
    }
  }

  private save(chat: string, rev: number | undefined): void {
    this.unsaved.set(chat, rev);
    this.saving ??= this.saveAll();
  }

  /** What changes while one batch is written makes the next: a busy chat costs one write at a time. */
  private async saveAll(): Promise<void> {
    await Promise.resolve();
    while (this.unsaved.size > 0) {
      const batch = new Map(this.unsaved);
      this.unsaved.clear();
      try {
        await this.store.saveRevs(batch);
      } catch (error) {
        this.log("revs could not be stored; what they cover will be sent again after a restart", error);
      }
    }
    this.saving = undefined;
  }
}
