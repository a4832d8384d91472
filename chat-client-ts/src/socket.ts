import { sendOf, wrong, type Draft, type SendOptions } from "./draft.js";
import { Inbound } from "./inbound.js";
import { Life, type SocketState } from "./life.js";
import { Marks, type OwnMarkers } from "./marks.js";
import { settings, type ParleySocketOptions, type Settings } from "./options.js";
import { Outbox } from "./outbox.js";
import type { Disconnect } from "./protocol/close-codes.js";
import { ParleyError } from "./protocol/errors.js";
import type { JsonObject } from "./protocol/events.js";
import type { Ack, Hello, Mark, Self, Send, UserPresence } from "./protocol/frames.js";
import { Receiver } from "./receiver.js";
import { Revs } from "./revs.js";
import { OwnTyping } from "./typing.js";
import { Watching, type ChatMarkers } from "./watching.js";

const FRAME_BYTES = 65_536;
const HELLO_BYTES = 196_608;
/**
 * A live connection of one user to one application that outlives the network: it connects again by itself, gives what was missed, and
 * sends again what was not acknowledged.
 */
export class ParleySocket {
  private readonly settings: Settings;
  private readonly life: Life;
  private readonly inbound: Inbound;
  private readonly outbox: Outbox;
  private readonly watching = new Watching();
  private readonly marks = new Marks();
  private readonly ownTyping: OwnTyping;
  private readonly receiver: Receiver;
  private revs: Revs;

  constructor(options: ParleySocketOptions) {
    this.settings = settings(options);
    const { store, clock, backoff, maxPending, listener, log } = this.settings;
    this.inbound = new Inbound(log);
    this.outbox = new Outbox(store, clock, backoff, maxPending, outcomes(this.settings), log);
    this.ownTyping = new OwnTyping(clock);
    this.revs = new Revs(store, log, new Map());
    this.life = new Life(this.settings, {
      settled: () => this.inbound.idle(),
      hello: () => this.hello(),
      received: (incoming) => this.receiver.take(incoming),
      lost: (why, retryInMillis) => {
        this.left();
        this.inbound.add(() => listener.disconnected?.(why, retryInMillis));
      },
      ended: (why) => this.ended(why),
    });
    const { inbound, outbox, watching, marks, life } = this;
    this.receiver = new Receiver({
      settings: this.settings,
      inbound,
      outbox,
      watching,
      marks,
      life,
      revs: () => this.revs,
    });
  }

  /** Begins to connect, and returns at once. A socket connects once; make another one after it was closed. */
  connect(): this {
    if (this.life.state === "new") {
      this.life.state = "connecting";
      void this.begin();
    }
    return this;
  }

  /** Where the connection stands. */
  get state(): SocketState {
    return this.life.state;
  }

  /** The user's id, once the server has said it. */
  get user(): string | undefined {
    return this.receiver.user;
  }

  /** The user's own settings, once the server has said them. */
  get self(): Self | undefined {
    return this.receiver.self;
  }

  /**
   * Sends a message, also while there is no connection. It is sent again after a reconnect, and when the server asks to come back later, until
   * it is stored or refused.
   *
   * @returns the acknowledgement that it is stored; rejects with {@link ParleyError} when it was refused or cannot be sent
   */
  send(draft: Draft, options: SendOptions = {}): Promise<Ack> {
    const frame = sendOf(draft, options.accepted !== undefined);
    const refused =
      this.state === "closed"
        ? new ParleyError("unavailable", "The socket is closed")
        : wrong(frame, this.receiver.limits?.frameBytes ?? FRAME_BYTES);
    if (refused) {
      return Promise.reject(refused);
    }
    if (options.signal?.aborted) {
      return Promise.reject(options.signal.reason);
    }
    // The message tells the others that the writing is over.
    this.ownTyping.stopped(frame.chat);
    const answer = this.outbox.add(frame, options.accepted);
    options.signal?.addEventListener("abort", () => this.outbox.abandon(frame, options.signal?.reason), { once: true });
    return answer;
  }

  /** Sends that are not answered yet, in their order: what to show as being under way after a restart. */
  pending(): Send[] {
    return this.outbox.pending();
  }

  /** What the application shows now, in the place of what it named before. Said again after each reconnect. */
  watch({ chats = [], users = [] }: { chats?: Iterable<string>; users?: Iterable<string> }): void {
    this.watching.set(chats, users);
    this.receiver.othersTyping.keepOnly(this.watching.watched);
    this.life.send(this.watching.frame());
  }

  /** Moves the user's own markers forward; said again after a reconnect unless it was answered. */
  mark(chat: string, markers: Omit<Mark, "type" | "chat">): void {
    const frame = this.marks.mark({ chat, ...markers }) && this.marks.frame(chat);
    if (frame) {
      this.life.send(frame);
    }
  }

  /** The user writes; call it with every key if you like. `false`: no longer. */
  typing(chat: string, typing = true): void {
    if (this.state !== "live" || !(typing ? this.ownTyping.writes(chat) : this.ownTyping.stopped(chat))) {
      return;
    }
    this.life.send(typing ? { type: "typing", chat } : { type: "typing", chat, typing: false });
  }

  /**
   * Signals to who is connected now, once.
   *
   * @returns whether there was a connection to send it on
   */
  signal(chat: string, name: string, payload?: JsonObject, to?: string[]): boolean {
    return this.life.send({ type: "signal", chat, name, ...(payload && { payload }), ...(to && { to }) });
  }

  /** Who writes in a watched chat. */
  typingUsers(chat: string): string[] {
    return this.receiver.othersTyping.users(chat);
  }

  /** Whether a watched user is online, as far as is known. */
  presence(user: string): UserPresence | undefined {
    return this.watching.presence(user);
  }

  /** Where the members of a watched chat have read and received. */
  markers(chat: string): ChatMarkers | undefined {
    return this.watching.markersOf(chat);
  }

  /** The user's own markers in a chat. */
  ownMarkers(chat: string): OwnMarkers | undefined {
    return this.marks.markers(chat);
  }

  /** Comes back now where it waits to: call it when the browser says `online`, or the application comes to the foreground. */
  wake(): void {
    this.life.wake();
  }

  /** Closes for good; sends without an answer are rejected, and stay in the store. Resolves when the store has everything. */
  async close(): Promise<void> {
    this.life.close();
    await Promise.all([this.revs.saved(), this.outbox.kept()]);
  }

  private async begin(): Promise<void> {
    const { store, log } = this.settings;
    try {
      this.revs = new Revs(store, log, await store.loadRevs());
      await this.outbox.restore();
    } catch (error) {
      log("the store could not be read; what it held is not resumed", error);
    }
    if (this.state !== "closed") {
      this.life.start();
    }
  }

  private hello(): Hello {
    const first = this.receiver.user === undefined && this.revs.size === 0;
    if (first && this.settings.startNow) {
      return { type: "hello" };
    }
    return { type: "hello", known: this.revs.latest(this.receiver.limits?.helloBytes ?? HELLO_BYTES) };
  }

  /** What arrived and is not handled comes again: the next hello does not name it. */
  private left(): void {
    this.inbound.clear();
    this.outbox.disconnected();
    this.ownTyping.clear();
  }

  private ended(why: Disconnect): void {
    this.left();
    this.receiver.stop();
    this.outbox.failAll(new ParleyError("unavailable", `The socket was closed (${why.code}): ${why.reason}`));
    this.inbound.add(() => this.settings.listener.closed?.(why));
  }
}

function outcomes({ listener, log }: Settings) {
  function guarded(call: () => void): void {
    try {
      call();
    } catch (error) {
      log("a listener failed", error);
    }
  }
  return {
    stored: (ack: Ack, send: Send) => guarded(() => listener.stored?.(ack, send)),
    failed: (error: ParleyError, send: Send) => guarded(() => listener.failed?.(error, send)),
  };
}
