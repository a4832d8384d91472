import type { Send } from "./protocol/frames.js";
import type { Store, StoredSend } from "./store.js";

const REVS = "revs";
const SENDS = "sends";

/**
 * Keeps revs and unanswered sends in the browser's IndexedDB, so that they survive a reload.
 *
 * Several tabs may share one: a message is stored once whoever sends it. Yet a rev says what *some* tab has handled, so share one
 * only where the tabs share what they learn from events, too.
 */
export class IndexedDbStore implements Store {
  private readonly database: Promise<IDBDatabase>;

  /** @param name of the database: one for each user and application */
  constructor(name: string, factory: IDBFactory = indexedDB) {
    const opening = factory.open(name, 1);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore(REVS);
      opening.result.createObjectStore(SENDS);
    };
    this.database = outcome(opening);
    // Whoever uses it is told; until then nobody listens.
    this.database.catch(() => undefined);
  }

  async loadRevs(): Promise<Map<string, number>> {
    const revs = (await this.database).transaction(REVS).objectStore(REVS);
    const [chats, values] = await Promise.all([outcome(revs.getAllKeys()), outcome<number[]>(revs.getAll())]);
    return new Map(chats.map((chat, index) => [String(chat), values[index] ?? 0]));
  }

  saveRevs(revs: ReadonlyMap<string, number | undefined>): Promise<void> {
    return this.write([REVS], (transaction) => {
      const store = transaction.objectStore(REVS);
      for (const [chat, rev] of revs) {
        if (rev === undefined) {
          store.delete(chat);
        } else {
          store.put(rev, chat);
        }
      }
    });
  }

  async loadSends(): Promise<StoredSend[]> {
    const sends = (await this.database).transaction(SENDS).objectStore(SENDS);
    return (await outcome<StoredSend[]>(sends.getAll())).sort((a, b) => a.order - b.order);
  }

  putSend(stored: StoredSend): Promise<void> {
    return this.write([SENDS], (transaction) => {
      transaction.objectStore(SENDS).put(stored, [stored.send.chat, stored.send.clientId]);
    });
  }

  removeSend(send: Send): Promise<void> {
    return this.write([SENDS], (transaction) => {
      transaction.objectStore(SENDS).delete([send.chat, send.clientId]);
    });
  }

  clear(): Promise<void> {
    return this.write([REVS, SENDS], (transaction) => {
      transaction.objectStore(REVS).clear();
      transaction.objectStore(SENDS).clear();
    });
  }

  /** Lets the database go, so that it can be deleted. */
  async close(): Promise<void> {
    (await this.database).close();
  }

  private async write(stores: string[], change: (transaction: IDBTransaction) => void): Promise<void> {
    const transaction = (await this.database).transaction(stores, "readwrite");
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error("The transaction was aborted"));
      change(transaction);
    });
  }
}

function outcome<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("IndexedDB failed"));
  });
}
