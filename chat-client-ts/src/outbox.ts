import type { Backoff } from "./backoff.js";
import type { Cancel, Clock } from "./clock.js";
import { Lane, type Pending } from "./lane.js";
import type { Log } from "./log.js";
import { ParleyError, retryable } from "./protocol/errors.js";
import type { Accepted, Ack, Refusal, Send } from "./protocol/frames.js";
import { sendKey, type Store } from "./store.js";

/** Who is told how sends end; also those of an earlier process, for which nobody holds a promise. */
export interface OutboxHandler {
  stored(ack: Ack, send: Send): void;
  failed(error: ParleyError, send: Send): void;
}

/**
 * The sends that are not answered yet. Those on the wire when a connection ends go out again on the next one, under the same
 * `clientId`, which the server stores once.
 */
export class Outbox {
  private readonly lanes = new Map<string, Lane>();
  private readonly byKey = new Map<string, Pending>();
  private onWire = 0;
  private order: number;
  private timer: Cancel = () => undefined;
  private keeping: Promise<void> = Promise.resolve();
  private write: ((send: Send) => void) | undefined;
  private window = 1;

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly backoff: Backoff,
    private readonly capacity: number,
    private readonly handler: OutboxHandler,
    private readonly log: Log,
  ) {
    this.order = clock.now() * 1000;
  }

  /** Takes what an earlier process left, before what was sent in this one meanwhile. */
  async restore(): Promise<void> {
    const stored = await this.store.loadSends();
    // Whatever the clock did between the two processes, what is new comes after what was left.
    this.order = Math.max(this.order, ...stored.map(({ order }) => order + 1));
    for (const one of this.byKey.values()) {
      one.order = this.order++;
      this.keep(() => this.store.putSend({ order: one.order, send: one.send }));
    }
    for (const { send, order } of stored) {
      if (!this.byKey.has(sendKey(send))) {
        this.put(send, order, undefined).promise.catch(() => undefined);
      }
    }
    this.lanes.forEach((lane) => lane.pending.sort((a, b) => a.order - b.order));
    this.flush();
  }

  /** Takes a send. The same send twice has one answer. */
  add(send: Send, accepted?: () => void): Promise<Ack> {
    const known = this.byKey.get(sendKey(send));
    if (known) {
      return JSON.stringify(known.send) === JSON.stringify(send)
        ? known.promise
        : Promise.reject(new ParleyError("client_id_conflict", "This clientId is being sent with another content"));
    }
    if (this.byKey.size >= this.capacity) {
      return Promise.reject(new ParleyError("overloaded", `${this.capacity} sends wait for their answer already`));
    }
    const one = this.put(send, this.order++, accepted);
    this.keep(() => this.store.putSend({ order: one.order, send }));
    this.flush();
    return one.promise;
  }

  /** The application gives it up. It may have been stored. */
  abandon(send: Send, reason: unknown): void {
    const one = this.byKey.get(sendKey(send));
    if (one) {
      this.done(one);
      one.reject(reason);
    }
  }

  /** In the order in which they were sent. */
  pending(): Send[] {
    return [...this.byKey.values()].sort((a, b) => a.order - b.order).map((one) => one.send);
  }

  /** The connection is live: sends go out by `write`, at most `window` of them unanswered. */
  connected(write: (send: Send) => void, window: number): void {
    this.write = write;
    this.window = Math.max(1, window);
    this.flush();
  }

  /** The connection is gone: nothing is on the wire. */
  disconnected(): void {
    this.write = undefined;
    this.onWire = 0;
    this.lanes.forEach((lane) => lane.disconnected());
    this.timer();
  }

  acked(ack: Ack): void {
    const one = this.byKey.get(sendKey(ack));
    if (one) {
      this.lanes.get(ack.chat)?.taken();
      this.done(one);
      one.resolve(ack);
      this.handler.stored(ack, one.send);
      this.flush();
    }
  }

  accepted(frame: Accepted): void {
    this.byKey.get(sendKey(frame))?.accepted?.();
  }

  /** @returns whether it was about a pending send */
  refused(refusal: Refusal): boolean {
    const { chat, clientId } = refusal;
    const one = chat === undefined || clientId === undefined ? undefined : this.byKey.get(sendKey({ chat, clientId }));
    if (!one) {
      return false;
    }
    if (refusal.retryAfterMillis !== undefined || retryable(refusal.code)) {
      this.takeBack(one);
      const wait = refusal.retryAfterMillis ?? this.backoff.before(one.refusals);
      one.refusals++;
      this.lanes.get(one.send.chat)?.hold(this.clock.now() + wait);
    } else {
      this.done(one);
      const { field, retryAfterMillis } = refusal;
      this.fail(one, new ParleyError(refusal.code, refusal.message, { field, retryAfterMillis }));
    }
    this.flush();
    return true;
  }

  /** Nothing more will be sent by this process: all fail, and stay in the store for the next. */
  failAll(error: ParleyError): void {
    const all = [...this.byKey.values()];
    this.byKey.clear();
    this.lanes.clear();
    this.disconnected();
    all.forEach((one) => this.fail(one, error));
  }

  /** Resolves when the store has what is pending now. */
  kept(): Promise<void> {
    return this.keeping;
  }

  private put(send: Send, order: number, accepted: (() => void) | undefined): Pending {
    let resolve!: Pending["resolve"];
    let reject!: Pending["reject"];
    const promise = new Promise<Ack>((onStored, onFailed) => {
      resolve = onStored;
      reject = onFailed;
    });
    const one: Pending = { send, order, promise, resolve, reject, accepted, onWire: false, refusals: 0 };
    this.byKey.set(sendKey(send), one);
    let lane = this.lanes.get(send.chat);
    if (!lane) {
      lane = new Lane();
      this.lanes.set(send.chat, lane);
    }
    lane.pending.push(one);
    return one;
  }

  private fail(one: Pending, error: ParleyError): void {
    one.reject(error);
    this.handler.failed(error, one.send);
  }

  private done(one: Pending): void {
    this.takeBack(one);
    this.byKey.delete(sendKey(one.send));
    const lane = this.lanes.get(one.send.chat);
    lane?.remove(one);
    // A lane that is held keeps what it learned.
    if (lane && lane.pending.length === 0 && lane.heldUntil <= this.clock.now()) {
      this.lanes.delete(one.send.chat);
    }
    this.keep(() => this.store.removeSend(one.send));
  }

  private takeBack(one: Pending): void {
    if (one.onWire) {
      one.onWire = false;
      this.onWire--;
    }
  }

  private flush(): void {
    this.timer();
    if (!this.write) {
      return;
    }
    const now = this.clock.now();
    let earliest = Number.POSITIVE_INFINITY;
    for (const lane of this.lanes.values()) {
      for (let one = lane.next(now); one && this.onWire < this.window; one = lane.next(now)) {
        one.onWire = true;
        this.onWire++;
        this.write(one.send);
      }
      if (lane.heldUntil > now && lane.pending.length > 0) {
        earliest = Math.min(earliest, lane.heldUntil);
      }
    }
    if (earliest !== Number.POSITIVE_INFINITY) {
      this.timer = this.clock.after(earliest - now, () => this.flush());
    }
  }

  private keep(change: () => Promise<void>): void {
    this.keeping = this.keeping.then(change).catch((error: unknown) => {
      this.log("the outbox could not be stored; after a restart a message may be forgotten, or sent again", error);
    });
  }
}
