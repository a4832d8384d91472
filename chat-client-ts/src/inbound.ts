import type { Log } from "./log.js";

/**
 * Hands on what arrived, one thing at a time and in order, waiting for what the listener does asynchronously. What a listener throws
 * is logged, and counts as handled.
 */
export class Inbound {
  private waiting: (() => void | Promise<void>)[] = [];
  private running: Promise<void> | undefined;
  private busy = false;

  constructor(private readonly log: Log) {}

  get size(): number {
    return this.waiting.length;
  }

  add(task: () => void | Promise<void>): void {
    this.waiting.push(task);
    if (!this.busy) {
      this.busy = true;
      this.running = this.run();
    }
  }

  /** Drops what has not begun. */
  clear(): void {
    this.waiting = [];
  }

  /** Resolves when nothing runs. */
  async idle(): Promise<void> {
    while (this.busy) {
      await this.running;
    }
  }

  private async run(): Promise<void> {
    try {
      for (let task = this.waiting.shift(); task; task = this.waiting.shift()) {
        try {
          const pending = task();
          if (pending) {
            await pending;
          }
        } catch (error) {
          this.log("a listener failed; what it was told counts as handled", error);
        }
      }
    } finally {
      this.busy = false;
    }
  }
}
