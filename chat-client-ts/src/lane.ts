import type { Ack, Send } from "./protocol/frames.js";

/** A message that is not answered yet. */
export interface Pending {
  readonly send: Send;
  order: number;
  readonly promise: Promise<Ack>;
  readonly resolve: (ack: Ack) => void;
  readonly reject: (error: unknown) => void;
  readonly accepted: (() => void) | undefined;
  onWire: boolean;
  refusals: number;
}

/** After a refusal one message at a time is tried until so many in a row were taken. */
const CAREFUL_UNTIL = 8;

/**
 * The messages of one chat, in their order. After a refusal that says "later" they wait together, and go out one by one for a while:
 * so a chat in slow mode costs one refusal a message, where the whole queue at once would be closed as abuse.
 */
export class Lane {
  readonly pending: Pending[] = [];
  heldUntil = 0;
  private careful = 0;

  /** The next to go out now, if there is one. */
  next(now: number): Pending | undefined {
    if (now < this.heldUntil || (this.careful > 0 && this.pending.some((one) => one.onWire))) {
      return undefined;
    }
    return this.pending.find((one) => !one.onWire);
  }

  remove(one: Pending): void {
    const index = this.pending.indexOf(one);
    if (index >= 0) {
      this.pending.splice(index, 1);
    }
  }

  taken(): void {
    this.careful = Math.max(0, this.careful - 1);
  }

  hold(until: number): void {
    this.heldUntil = Math.max(this.heldUntil, until);
    this.careful = CAREFUL_UNTIL;
  }

  disconnected(): void {
    this.pending.forEach((one) => (one.onWire = false));
  }
}
