/**
 * How long to wait before the next attempt, with full jitter: uniformly between nothing and a time that doubles from
 * `first` to `most`. The randomness keeps the clients of a lost node from all coming back at once.
 */
export class Backoff {
  constructor(
    private readonly firstMillis = 500,
    private readonly mostMillis = 30_000,
    private readonly random: () => number = Math.random,
  ) {}

  /** @param attempt 0 for the first after a connection that held */
  before(attempt: number): number {
    const ceiling = Math.min(this.mostMillis, this.firstMillis * 2 ** Math.min(attempt, 30));
    return Math.floor(this.random() * ceiling);
  }

  /** Anywhere within a time: for clients that are all told to leave at the same moment. */
  within(millis: number): number {
    return Math.floor(this.random() * millis);
  }
}
