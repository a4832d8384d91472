import type { Cancel, Clock } from "../../src/clock.js";

interface Timer {
  at: number;
  action: () => void;
}

/** Time that passes when a test says so. */
export class ManualClock implements Clock {
  private time = Date.UTC(2026, 10, 23, 9);
  private timers: Timer[] = [];

  now(): number {
    return this.time;
  }

  after(millis: number, action: () => void): Cancel {
    const timer = { at: this.time + Math.max(0, millis), action };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((other) => other !== timer);
    };
  }

  advance(millis: number): void {
    const end = this.time + millis;
    for (let next = this.due(end); next; next = this.due(end)) {
      this.timers = this.timers.filter((other) => other !== next);
      this.time = next.at;
      next.action();
    }
    this.time = end;
  }

  /** How many milliseconds until the next timer. */
  next(): number | undefined {
    const times = this.timers.map(({ at }) => at - this.time);
    return times.length > 0 ? Math.min(...times) : undefined;
  }

  private due(end: number): Timer | undefined {
    return this.timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
  }
}
