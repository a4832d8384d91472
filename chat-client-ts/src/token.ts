import type { Cancel, Clock } from "./clock.js";
import type { Log } from "./log.js";

/**
 * Gives an access token: for each connection and, some time before it expires, for the open one. `fresh` says that one kept from
 * before will not do. Throw a `ParleyError` with the code `unauthenticated` when the user has to log in again: that ends the socket.
 */
export type TokenCallback = (request: { fresh: boolean }) => string | Promise<string>;

/** A clock that is wrong, or a token that lives for a minute, must not make a storm of refreshes. */
const SHORTEST_WAIT = 5_000;
const AGAIN_AFTER = 10_000;

/** Puts a fresh token in the place of the old one while a connection stays open. */
export class TokenRefresh {
  private timer: Cancel = () => undefined;
  private stopped = false;
  private sent = false;

  constructor(
    private used: string,
    private readonly ask: TokenCallback,
    private readonly aheadMillis: number,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly send: (token: string) => void,
  ) {}

  /** The server said when the token expires. */
  expiresAt(time: string): void {
    this.sent = false;
    const left = Date.parse(time) - this.clock.now();
    this.plan(left > this.aheadMillis ? left - this.aheadMillis : Math.max(left / 2, SHORTEST_WAIT));
  }

  /** Whether an answer to a token is awaited. */
  get awaited(): boolean {
    return this.sent;
  }

  /** The token was refused: the old one goes on to hold, and at its end the server closes. */
  refused(): void {
    this.sent = false;
    this.plan(AGAIN_AFTER);
  }

  stop(): void {
    this.stopped = true;
    this.timer();
  }

  private plan(millis: number): void {
    this.timer();
    if (!this.stopped) {
      this.timer = this.clock.after(millis, () => void this.refresh());
    }
  }

  private async refresh(): Promise<void> {
    try {
      const token = await this.ask({ fresh: true });
      if (this.stopped) {
        return;
      }
      if (token !== this.used) {
        this.used = token;
        this.sent = true;
        this.send(token);
        return;
      }
    } catch (error) {
      this.log("no fresh token was to be had; the connection goes on until the old one expires", error);
    }
    this.plan(AGAIN_AFTER);
  }
}
