import { readFileSync } from "node:fs";
import { WebSocket } from "ws";
import { ParleySocket, type Event, type ParleyListener, type ParleySocketOptions } from "../../src/index.js";
import { ManualClock } from "./manual-clock.js";
import { ScriptedServer, type Peer } from "./scripted-server.js";
import { until } from "./wait.js";

const READY = JSON.parse(
  readFileSync(new URL("../../../../conformance/ready.json", import.meta.url), "utf8"),
) as Record<string, unknown>;

/** A socket, the scripted server that it talks to, and a time that the test moves. */
export class Bench {
  readonly clock = new ManualClock();
  readonly events: Event[] = [];
  readonly told: string[] = [];
  readonly waits: number[] = [];
  readonly logged: string[] = [];
  readonly sockets: ParleySocket[] = [];

  private constructor(readonly server: ScriptedServer) {}

  static async with(run: (bench: Bench) => Promise<void>): Promise<void> {
    const bench = new Bench(await ScriptedServer.start());
    try {
      await run(bench);
    } finally {
      await Promise.all(bench.sockets.map((socket) => socket.close()));
      await bench.server.stop();
    }
  }

  socket(options: Partial<ParleySocketOptions> = {}): ParleySocket {
    const listener: ParleyListener = {
      event: (event) => void this.events.push(event),
      ready: () => void this.told.push("ready"),
      disconnected: ({ code }, wait) => {
        this.told.push(`disconnected ${code}`);
        this.waits.push(wait);
      },
      closed: ({ code }) => void this.told.push(`closed ${code}`),
      ...options.listener,
    };
    const socket = new ParleySocket({
      url: this.server.url,
      application: "app",
      token: () => "token",
      webSocket: WebSocket,
      clock: this.clock,
      log: (message) => this.logged.push(message),
      ...options,
      listener,
    });
    this.sockets.push(socket);
    return socket.connect();
  }

  /** Takes the next connection up to its ready. */
  async live(ready: object = {}): Promise<Peer> {
    const peer = await this.server.open(this.clock);
    await peer.next("hello");
    const before = this.told.length;
    peer.send(this.ready(ready));
    await until(() => this.told.indexOf("ready", before) >= 0, "ready");
    return peer;
  }

  ready(overrides: object): object {
    return { ...READY, tokenExpiresAt: this.in(600_000), ...overrides };
  }

  /** Lets everything happen that waits neither for time nor for the test. */
  settle(): Promise<void> {
    return this.server.settle();
  }

  in(millis: number): string {
    return new Date(this.clock.now() + millis).toISOString();
  }

  async hears(what: string): Promise<void> {
    await until(
      () => this.told.includes(what),
      () => `"${what}"; was told ${this.told.join(", ")}`,
    );
  }
}

export function created(chat: string, rev: number, text = "Hello"): Event {
  const message = { seq: rev, rev, clientId: `c${rev}`, sender: "bob", text, createdAt: "2026-11-23T09:02:00.031Z" };
  return { type: "message.created", chat, rev, message };
}

export function ack(chat: string, clientId: string, seq = 1): object {
  return { type: "ack", chat, clientId, seq, rev: seq, createdAt: "2026-11-23T09:02:00.031Z", duplicate: false };
}

export function later(chat: string, clientId: string, retryAfterMillis: number): object {
  return { type: "error", code: "rate_limited", message: "later", chat, clientId, retryAfterMillis };
}
