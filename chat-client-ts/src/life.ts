import type { Cancel } from "./clock.js";
import { Comeback } from "./comeback.js";
import { Connection, subprotocols } from "./connection.js";
import { Heartbeat } from "./heartbeat.js";
import type { Settings } from "./options.js";
import { CloseCode, mayComeBack, type Disconnect } from "./protocol/close-codes.js";
import { ParleyError } from "./protocol/errors.js";
import type { ClientFrame, Hello } from "./protocol/frames.js";
import { incoming, type Incoming } from "./protocol/incoming.js";
import { TokenRefresh } from "./token.js";

const OPENING_MILLIS = 15_000;

/**
 * Where a socket stands.
 *
 * ```
 * new → connecting → catching-up → live
 *            ↑            ↓          ↓
 *            └────────  waiting  ←───┤
 *                                 closed
 * ```
 */
export type SocketState = "new" | "connecting" | "catching-up" | "live" | "waiting" | "closed";

export interface LifeHandler {
  /** Resolves when nothing of an earlier connection is being handled: a hello must name what that comes to. */
  settled(): Promise<void>;
  hello(): Hello;
  received(incoming: Incoming): void;
  lost(why: Disconnect, retryInMillis: number): void;
  ended(why: Disconnect): void;
}

/** One connection after the other: connect, say hello, keep alive, wait, and connect again. */
export class Life {
  state: SocketState = "new";
  private connection: Connection | undefined;
  private heartbeat: Heartbeat | undefined;
  private refresh: TokenRefresh | undefined;
  private timer: Cancel = () => undefined;
  private attempt = 0;
  private fresh = false;
  private readonly comeback: Comeback;

  constructor(
    private readonly settings: Settings,
    private readonly handler: LifeHandler,
  ) {
    this.comeback = new Comeback(settings.backoff, settings.clock);
  }

  start(): void {
    this.connect();
  }

  /** Comes back now, where it waits to. */
  wake(): void {
    if (this.state === "waiting") {
      this.connect();
    }
  }

  /** Everything that was missed is handled. */
  becomeLive(): void {
    this.state = "live";
    this.comeback.live();
  }

  /** @returns whether it was live, and so the frame sent */
  send(frame: ClientFrame): boolean {
    if (this.state !== "live") {
      return false;
    }
    this.connection?.send(frame);
    return true;
  }

  /** Gives the connection up, and comes back. */
  interrupt(reason: string): void {
    this.connection?.abandon({ code: CloseCode.ABNORMAL, reason });
  }

  close(): void {
    this.finish({ code: CloseCode.NORMAL, reason: "closed by the application" });
  }

  private connect(): void {
    this.timer();
    this.state = "connecting";
    const attempt = ++this.attempt;
    this.open(attempt).catch((error: unknown) => {
      if (attempt !== this.attempt) {
        return;
      }
      const reason = error instanceof Error ? error.message : String(error);
      if (error instanceof ParleyError && error.code === "unauthenticated") {
        this.finish({ code: CloseCode.LOGGED_OUT, reason });
      } else {
        this.comeBack({ code: CloseCode.ABNORMAL, reason });
      }
    });
  }

  private async open(attempt: number): Promise<void> {
    await this.handler.settled();
    const token = await this.settings.token({ fresh: this.fresh });
    if (attempt !== this.attempt) {
      return;
    }
    this.fresh = true;
    const { webSocket, address, clock } = this.settings;
    const connection = new Connection(new webSocket(address, subprotocols(token)), clock, {
      opened: () => this.opened(connection, token),
      received: (text) => this.received(connection, text),
      ended: (why) => this.lost(why),
    });
    this.connection = connection;
    this.timer = clock.after(OPENING_MILLIS, () => this.interrupt("the connection did not open in time"));
  }

  private opened(connection: Connection, token: string): void {
    this.timer();
    this.fresh = false;
    this.state = "catching-up";
    const { clock, log, refreshAheadMillis } = this.settings;
    this.heartbeat = new Heartbeat(connection, clock);
    this.refresh = new TokenRefresh(token, this.settings.token, refreshAheadMillis, clock, log, (next) =>
      connection.send({ type: "token", token: next }),
    );
    connection.send(this.handler.hello());
  }

  private received(connection: Connection, text: string): void {
    let read: Incoming;
    try {
      read = incoming(text);
    } catch (error) {
      this.settings.log("the server sent a frame that cannot be read", error);
      connection.abandon({ code: CloseCode.ABNORMAL, reason: "the server sent a frame that cannot be read" });
      return;
    }
    if (!this.ofTheConnection(read)) {
      this.handler.received(read);
    }
  }

  /** Whether it concerned the connection alone. */
  private ofTheConnection(read: Incoming): boolean {
    if (read.kind !== "frame") {
      return false;
    }
    const { frame } = read;
    switch (frame.type) {
      case "ready":
        this.heartbeat?.every(frame.pingSeconds);
        this.refresh?.expiresAt(frame.tokenExpiresAt);
        return false;
      case "token":
        this.refresh?.expiresAt(frame.tokenExpiresAt);
        return true;
      case "error":
        if (this.refresh?.awaited && frame.chat === undefined && frame.code === "unauthenticated") {
          this.refresh.refused();
          return true;
        }
        return false;
      case "pong":
        return true;
      default:
        return false;
    }
  }

  private lost(why: Disconnect): void {
    if (mayComeBack(why.code)) {
      this.comeBack(why);
    } else {
      this.finish(why);
    }
  }

  private comeBack(why: Disconnect): void {
    this.fresh ||= why.code === CloseCode.TOKEN_EXPIRED;
    const wait = this.comeback.after(why.code);
    this.letGo();
    this.state = "waiting";
    this.timer = this.settings.clock.after(wait, () => this.connect());
    this.handler.lost(why, wait);
  }

  private finish(why: Disconnect): void {
    if (this.state !== "closed") {
      this.state = "closed";
      this.attempt++;
      const connection = this.connection;
      this.letGo();
      connection?.detach();
      this.handler.ended(why);
    }
  }

  private letGo(): void {
    this.timer();
    this.heartbeat?.stop();
    this.refresh?.stop();
    this.connection = undefined;
    this.heartbeat = undefined;
    this.refresh = undefined;
  }
}
