import type { ChatHead, Inbox, Mark, Ready } from "./protocol/frames.js";

/** The user's own markers in a chat. */
export interface OwnMarkers {
  readSeq: number;
  deliveredSeq: number;
}

/** The user's own markers, and the marks for which no `inbox` has come yet: these are said again after a reconnect. */
export class Marks {
  private readonly own = new Map<string, OwnMarkers>();
  private readonly unanswered = new Map<string, OwnMarkers>();

  markers(chat: string): OwnMarkers | undefined {
    return this.own.get(chat);
  }

  /** @returns whether it says anything new */
  mark({ chat, readSeq = 0, deliveredSeq = 0 }: Omit<Mark, "type">): boolean {
    const own = this.own.get(chat) ?? { readSeq: 0, deliveredSeq: 0 };
    const said = this.unanswered.get(chat) ?? own;
    if (
      readSeq <= Math.max(own.readSeq, said.readSeq) &&
      deliveredSeq <= Math.max(own.deliveredSeq, said.deliveredSeq)
    ) {
      return false;
    }
    this.unanswered.set(chat, {
      readSeq: Math.max(readSeq, this.unanswered.get(chat)?.readSeq ?? 0),
      deliveredSeq: Math.max(deliveredSeq, this.unanswered.get(chat)?.deliveredSeq ?? 0),
    });
    return true;
  }

  /** What to say of a chat, if anything. */
  frame(chat: string): Mark | undefined {
    const said = this.unanswered.get(chat);
    return said && frameOf(chat, said);
  }

  inbox({ chat, readSeq, deliveredSeq }: Inbox): void {
    this.own.set(chat, { readSeq, deliveredSeq });
    const said = this.unanswered.get(chat);
    if (said && readSeq >= said.readSeq && deliveredSeq >= said.deliveredSeq) {
      this.unanswered.delete(chat);
    }
  }

  /** @returns what is to be said again on the new connection */
  ready(ready: Ready): Mark[] {
    const heads = new Map(ready.chats.map((head) => [head.chat, head]));
    heads.forEach(({ chat, readSeq, deliveredSeq }) => this.own.set(chat, { readSeq, deliveredSeq }));
    for (const [chat, said] of this.unanswered) {
      const head = heads.get(chat);
      if (head ? reached(head, said) : !ready.moreChats) {
        this.unanswered.delete(chat);
      }
    }
    return [...this.unanswered].map(([chat, said]) => frameOf(chat, said));
  }

  forget(chat: string): void {
    this.own.delete(chat);
    this.unanswered.delete(chat);
  }
}

/** A mark above the last message counts as that. */
function reached(head: ChatHead, said: OwnMarkers): boolean {
  return (
    head.readSeq >= Math.min(said.readSeq, head.lastSeq) &&
    head.deliveredSeq >= Math.min(said.deliveredSeq, head.lastSeq)
  );
}

function frameOf(chat: string, { readSeq, deliveredSeq }: OwnMarkers): Mark {
  return {
    type: "mark",
    chat,
    ...(readSeq > 0 ? { readSeq } : {}),
    ...(deliveredSeq > 0 ? { deliveredSeq } : {}),
  };
}
