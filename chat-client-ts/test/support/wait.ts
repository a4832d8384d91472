/** Waits for real: what happens on sockets takes its time. */
export async function until(
  condition: () => boolean,
  what: string | (() => string),
  meanwhile?: () => void,
): Promise<void> {
  const end = Date.now() + 10_000;
  while (!condition()) {
    if (Date.now() > end) {
      throw new Error(`waited in vain for ${typeof what === "string" ? what : what()}`);
    }
    meanwhile?.();
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/** Lets everything go on that waits for nothing but its turn. */
export async function turns(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}
