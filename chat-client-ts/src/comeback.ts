import type { Backoff } from "./backoff.js";
import type { Clock } from "./clock.js";
import { CloseCode } from "./protocol/close-codes.js";

const DRAIN_SPREAD_MILLIS = 3_000;
/** A connection that ends sooner counts as one more failure, so that a node that refuses at once is not asked every half second. */
const STEADY_MILLIS = 10_000;

/** When to come back, from how connections ended. */
export class Comeback {
  private failures = 0;
  private liveSince: number | undefined;

  constructor(
    private readonly backoff: Backoff,
    private readonly clock: Clock,
  ) {}

  live(): void {
    this.liveSince = this.clock.now();
  }

  /** @returns milliseconds to wait before the next attempt */
  after(code: number): number {
    const { liveSince } = this;
    this.liveSince = undefined;
    if (liveSince !== undefined && this.clock.now() - liveSince >= STEADY_MILLIS) {
      this.failures = 0;
    }
    const failures = this.failures++;
    if (liveSince !== undefined && code === CloseCode.TOKEN_EXPIRED) {
      return 0;
    }
    return liveSince !== undefined && code === CloseCode.DRAINING
      ? this.backoff.within(DRAIN_SPREAD_MILLIS)
      : this.backoff.before(failures);
  }
}
