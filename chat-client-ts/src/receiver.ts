import type { Inbound } from "./inbound.js";
import type { Life } from "./life.js";
import type { Marks } from "./marks.js";
import type { Settings } from "./options.js";
import type { Outbox } from "./outbox.js";
import type { Event } from "./protocol/events.js";
import { retryable } from "./protocol/errors.js";
import type { Ready, Refusal, Reset, Self, ServerFrame, SocketLimits } from "./protocol/frames.js";
import type { Incoming } from "./protocol/incoming.js";
import type { Revs } from "./revs.js";
import { OthersTyping } from "./typing.js";
import type { Watching } from "./watching.js";

const MARK_AGAIN_MILLIS = 1_000;

/** What a receiver acts on. */
export interface Parts {
  settings: Settings;
  inbound: Inbound;
  outbox: Outbox;
  watching: Watching;
  marks: Marks;
  life: Life;
  revs: () => Revs;
}

/**
 * Does what the server's frames ask for. Answers to sends take effect as they arrive; all else goes through the inbound queue, so that the
 * listener is told in order, and a rev is kept only after it has been told.
 */
export class Receiver {
  user: string | undefined;
  self: Self | undefined;
  limits: SocketLimits | undefined;
  readonly othersTyping: OthersTyping;
  /** Who left a chat last, as long as nobody has said who the user is. */
  private readonly leavers = new Map<string, string>();

  constructor(private readonly parts: Parts) {
    const { settings, inbound } = parts;
    this.othersTyping = new OthersTyping(settings.clock, (chat, user, typing) =>
      inbound.add(() => settings.listener.typing?.(chat, user, typing)),
    );
  }

  stop(): void {
    this.othersTyping.stop();
  }

  take(incoming: Incoming): void {
    const { inbound, life, settings } = this.parts;
    switch (incoming.kind) {
      case "event":
        inbound.add(() => this.event(incoming.event));
        break;
      case "unknown-event":
        inbound.add(() => this.parts.revs().advance(incoming.chat, incoming.rev));
        break;
      case "frame":
        this.frame(incoming.frame);
        break;
      case "unknown":
        break;
    }
    if (inbound.size > settings.maxWaiting) {
      life.interrupt("the listener is too slow; what waits for it will be sent again");
    }
  }

  private frame(frame: ServerFrame): void {
    const { inbound, outbox, settings } = this.parts;
    const { listener } = settings;
    switch (frame.type) {
      case "ack":
        return outbox.acked(frame);
      case "accepted":
        return outbox.accepted(frame);
      case "error":
        return this.refused(frame);
      case "ready":
        return inbound.add(() => this.ready(frame));
      case "reset":
        return inbound.add(() => this.reset(frame));
      case "self":
        this.self = frame;
        return inbound.add(() => listener.self?.(frame));
      case "inbox":
        this.parts.marks.inbox(frame);
        return inbound.add(() => listener.inbox?.(frame));
      case "draft":
        return inbound.add(() => listener.draft?.(frame));
      case "markers":
        this.parts.watching.sawMarkers(frame);
        return inbound.add(() => listener.markers?.(frame));
      case "presence":
        this.parts.watching.sawPresence(frame);
        return inbound.add(() => listener.presence?.(frame.users));
      case "typing":
        return this.othersTyping.said(frame);
      case "signal":
        return inbound.add(() => listener.signal?.(frame));
      case "token":
      case "pong":
        // Of the connection alone, which has taken them.
        return undefined;
    }
  }

  private async event(event: Event): Promise<void> {
    const revs = this.parts.revs();
    if (event.rev <= revs.known(event.chat)) {
      return;
    }
    try {
      await this.parts.settings.listener.event?.(event);
    } finally {
      revs.advance(event.chat, event.rev);
      this.afterEvent(event);
    }
  }

  private afterEvent(event: Event): void {
    this.leavers.delete(event.chat);
    switch (event.type) {
      case "message.created":
        this.othersTyping.over(event.chat, event.message.sender);
        break;
      case "member.left":
        this.othersTyping.over(event.chat, event.user);
        this.parts.watching.left(event.chat, event.user);
        if (this.user === undefined) {
          this.leavers.set(event.chat, event.user);
        } else if (this.user === event.user) {
          this.forget(event.chat);
        }
        break;
      case "chat.deleted":
        this.forget(event.chat);
        break;
    }
  }

  /** The chat begins anew should the user come back to it: what happens until then is not sent now. */
  private forget(chat: string): void {
    this.parts.revs().forget(chat);
    this.parts.marks.forget(chat);
    this.parts.watching.forget(chat);
  }

  private async reset(reset: Reset): Promise<void> {
    try {
      await this.parts.settings.listener.reset?.(reset);
    } finally {
      this.parts.revs().set(reset.chat, reset.rev);
    }
  }

  private ready(ready: Ready): void | Promise<void> {
    const { life, marks, outbox, watching, settings } = this.parts;
    const revs = this.parts.revs();
    // The latest chat comes first, and is to be the last one that a hello leaves out.
    [...ready.chats].reverse().forEach((head) => revs.advance(head.chat, head.rev));
    this.user = ready.user;
    this.limits = ready.limits;
    this.leavers.forEach((user, chat) => {
      if (user === ready.user) {
        this.forget(chat);
      }
    });
    this.leavers.clear();
    life.becomeLive();
    if (!watching.empty) {
      life.send(watching.frame());
    }
    marks.ready(ready).forEach((mark) => life.send(mark));
    outbox.connected((send) => life.send(send), ready.limits.unacknowledged);
    return settings.listener.ready?.(ready);
  }

  private refused(refusal: Refusal): void {
    const { inbound, outbox, settings } = this.parts;
    if (outbox.refused(refusal)) {
      return;
    }
    const { chat, clientId } = refusal;
    if (chat !== undefined && clientId === undefined && retryable(refusal.code)) {
      settings.clock.after(refusal.retryAfterMillis ?? MARK_AGAIN_MILLIS, () => this.markAgain(chat));
    }
    inbound.add(() => settings.listener.refused?.(refusal));
  }

  private markAgain(chat: string): void {
    const mark = this.parts.marks.frame(chat);
    if (mark) {
      this.parts.life.send(mark);
    }
  }
}
