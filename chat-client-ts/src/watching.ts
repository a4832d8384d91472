import type { Markers, Presence, UserPresence, Watch } from "./protocol/frames.js";

/** Where the members of a chat have read and received. In a large chat `users` is empty and `counts` is there instead. */
export interface ChatMarkers {
  members: number;
  users: ReadonlyMap<string, { readSeq: number; deliveredSeq: number }>;
  /** By `seq`: how many members' markers have reached it. */
  counts: ReadonlyMap<number, { read: number; delivered: number }>;
}

interface Gathered extends ChatMarkers {
  users: Map<string, { readSeq: number; deliveredSeq: number }>;
  counts: Map<number, { read: number; delivered: number }>;
}

const COUNTED_MESSAGES = 20;

/** What the application shows now, and what is known of it. */
export class Watching {
  private chats = new Set<string>();
  private users = new Set<string>();
  private readonly presences = new Map<string, UserPresence>();
  private readonly markers = new Map<string, Gathered>();

  /** In the place of what was watched before. */
  set(chats: Iterable<string>, users: Iterable<string>): void {
    this.chats = new Set(chats);
    this.users = new Set(users);
    forgetOthers(this.presences, this.users);
    forgetOthers(this.markers, this.chats);
  }

  get watched(): ReadonlySet<string> {
    return this.chats;
  }

  get empty(): boolean {
    return this.chats.size === 0 && this.users.size === 0;
  }

  frame(): Watch {
    return { type: "watch", chats: [...this.chats], users: [...this.users] };
  }

  presence(user: string): UserPresence | undefined {
    return this.presences.get(user);
  }

  markersOf(chat: string): ChatMarkers | undefined {
    return this.markers.get(chat);
  }

  sawPresence(frame: Presence): void {
    frame.users.filter(({ user }) => this.users.has(user)).forEach((one) => this.presences.set(one.user, one));
  }

  sawMarkers(frame: Markers): void {
    if (!this.chats.has(frame.chat)) {
      return;
    }
    const known = this.markers.get(frame.chat);
    // A chat that grows past the bound is counted from then on, and the names are out of date.
    const users = frame.markers ? new Map(known?.users) : new Map<string, never>();
    const counts = frame.counts ? new Map(known?.counts) : new Map<number, never>();
    frame.markers?.forEach(({ user, readSeq, deliveredSeq }) => {
      const before = users.get(user);
      users.set(user, {
        readSeq: Math.max(readSeq, before?.readSeq ?? 0),
        deliveredSeq: Math.max(deliveredSeq, before?.deliveredSeq ?? 0),
      });
    });
    frame.counts?.forEach(({ seq, read, delivered }) => counts.set(seq, { read, delivered }));
    const newest = [...counts].sort(([a], [b]) => a - b).slice(-COUNTED_MESSAGES);
    this.markers.set(frame.chat, { members: frame.members, users, counts: new Map(newest) });
  }

  left(chat: string, user: string): void {
    this.markers.get(chat)?.users.delete(user);
  }

  forget(chat: string): void {
    this.markers.delete(chat);
  }
}

function forgetOthers(known: Map<string, unknown>, kept: ReadonlySet<string>): void {
  [...known.keys()].filter((key) => !kept.has(key)).forEach((key) => known.delete(key));
}
