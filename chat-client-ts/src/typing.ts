import type { Cancel, Clock } from "./clock.js";
import type { TypingSaid } from "./protocol/frames.js";

const SAY_AGAIN_AFTER = 3_000;
const ENDS_BY_ITSELF_AFTER = 6_000;

/** That the user writes, said at most once in three seconds for each chat. */
export class OwnTyping {
  private readonly saidAt = new Map<string, number>();

  constructor(private readonly clock: Clock) {}

  /** Whether to say so now. */
  writes(chat: string): boolean {
    const now = this.clock.now();
    if (now - (this.saidAt.get(chat) ?? Number.NEGATIVE_INFINITY) < SAY_AGAIN_AFTER) {
      return false;
    }
    this.saidAt.set(chat, now);
    return true;
  }

  /** Whether there is anything to take back. */
  stopped(chat: string): boolean {
    const said = this.saidAt.get(chat);
    this.saidAt.delete(chat);
    return said !== undefined && this.clock.now() - said < ENDS_BY_ITSELF_AFTER;
  }

  clear(): void {
    this.saidAt.clear();
  }
}

/** Who writes where, as long as it is to be believed. */
export class OthersTyping {
  private readonly chats = new Map<string, Map<string, Cancel>>();

  constructor(
    private readonly clock: Clock,
    private readonly tell: (chat: string, user: string, typing: boolean) => void,
  ) {}

  users(chat: string): string[] {
    return [...(this.chats.get(chat)?.keys() ?? [])];
  }

  said({ chat, user, forMillis }: TypingSaid): void {
    if (forMillis <= 0) {
      this.over(chat, user);
      return;
    }
    const users = this.chats.get(chat) ?? new Map<string, Cancel>();
    this.chats.set(chat, users);
    const before = users.get(user);
    before?.();
    users.set(
      user,
      this.clock.after(forMillis, () => this.over(chat, user)),
    );
    if (!before) {
      this.tell(chat, user, true);
    }
  }

  over(chat: string, user: string): void {
    const users = this.chats.get(chat);
    const timer = users?.get(user);
    if (users && timer) {
      timer();
      users.delete(user);
      if (users.size === 0) {
        this.chats.delete(chat);
      }
      this.tell(chat, user, false);
    }
  }

  /** Ends it in all chats but these. */
  keepOnly(chats: ReadonlySet<string>): void {
    for (const chat of [...this.chats.keys()].filter((one) => !chats.has(one))) {
      this.users(chat).forEach((user) => this.over(chat, user));
    }
  }

  /** Ends all, without telling. */
  stop(): void {
    this.chats.forEach((users) => users.forEach((cancel) => cancel()));
    this.chats.clear();
  }
}
