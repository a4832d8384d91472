import type { Cancel, Clock } from "./clock.js";
import type { Connection } from "./connection.js";
import { CloseCode } from "./protocol/close-codes.js";

/** Until the server has said how often it pings. */
const FIRST_INTERVAL = 10_000;
const SILENT_INTERVALS = 3;

/** Asks a silent server for a sign of life, and gives the connection up after three times the server's own interval. */
export class Heartbeat {
  private intervalMillis = FIRST_INTERVAL;
  private askedAt = Number.NEGATIVE_INFINITY;
  private timer: Cancel = () => undefined;

  constructor(
    private readonly connection: Connection,
    private readonly clock: Clock,
  ) {
    this.plan();
  }

  every(seconds: number): void {
    this.intervalMillis = Math.max(1, seconds) * 1000;
    this.plan();
  }

  stop(): void {
    this.timer();
  }

  private plan(): void {
    this.timer();
    this.timer = this.clock.after(this.intervalMillis / 2, () => this.check());
  }

  private check(): void {
    const silence = this.clock.now() - this.connection.heardAt;
    if (silence > SILENT_INTERVALS * this.intervalMillis) {
      this.connection.abandon({ code: CloseCode.ABNORMAL, reason: `nothing was heard for ${silence} ms` });
      return;
    }
    if (silence > this.intervalMillis && this.clock.now() - this.askedAt >= this.intervalMillis) {
      this.askedAt = this.clock.now();
      this.connection.send({ type: "ping" });
    }
    this.plan();
  }
}
