import type { Send } from "./protocol/frames.js";

/** A message that is not answered yet. Of one chat, the one with the smaller `order` was sent earlier. */
export interface StoredSend {
  order: number;
  send: Send;
}

/**
 * What outlives a process: the known revs and the sends that are not answered yet. Keep one for each user and application:
 * what one user wrote must not go out as another's.
 *
 * A failing method costs no more than what it was to keep: the socket logs it and goes on.
 */
export interface Store {
  loadRevs(): Promise<Map<string, number>>;
  /** Sets revs, and forgets those that are undefined. Called after the listener has handled what they cover. */
  saveRevs(revs: ReadonlyMap<string, number | undefined>): Promise<void>;
  /** In ascending `order`. */
  loadSends(): Promise<StoredSend[]>;
  putSend(stored: StoredSend): Promise<void>;
  removeSend(send: Send): Promise<void>;
  /** Forgets everything; for a log-out. */
  clear(): Promise<void>;
}

/** Forgets with the process; a new socket with the same store goes on where an earlier one was. */
export class MemoryStore implements Store {
  private readonly revs: Map<string, number>;
  private readonly sends = new Map<string, StoredSend>();

  constructor(revs: Iterable<readonly [string, number]> = []) {
    this.revs = new Map(revs);
  }

  loadRevs(): Promise<Map<string, number>> {
    return Promise.resolve(new Map(this.revs));
  }

  saveRevs(revs: ReadonlyMap<string, number | undefined>): Promise<void> {
    for (const [chat, rev] of revs) {
      this.revs.delete(chat);
      if (rev !== undefined) {
        this.revs.set(chat, rev);
      }
    }
    return Promise.resolve();
  }

  loadSends(): Promise<StoredSend[]> {
    return Promise.resolve([...this.sends.values()].sort((a, b) => a.order - b.order));
  }

  putSend(stored: StoredSend): Promise<void> {
    this.sends.set(sendKey(stored.send), stored);
    return Promise.resolve();
  }

  removeSend(send: Send): Promise<void> {
    this.sends.delete(sendKey(send));
    return Promise.resolve();
  }

  clear(): Promise<void> {
    this.revs.clear();
    this.sends.clear();
    return Promise.resolve();
  }
}

/** Names a message of this user. Neither part may contain a space. */
export function sendKey(of: { chat: string; clientId: string }): string {
  return `${of.chat} ${of.clientId}`;
}
