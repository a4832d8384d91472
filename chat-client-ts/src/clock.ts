/** Undoes what was planned. */
export type Cancel = () => void;

/** Time, so that tests need not wait for it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Does something after a time in milliseconds. */
  after(millis: number, action: () => void): Cancel;
}

/** Timers above this fire at once: a token may well live for more than 24 days. */
const LONGEST_TIMER = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  after(millis, action) {
    const timer = setTimeout(action, Math.min(Math.max(0, millis), LONGEST_TIMER));
    return () => clearTimeout(timer);
  },
};
