import { WebSocket } from "ws";
import {
  MemoryStore,
  ParleyError,
  ParleySocket,
  type Draft,
  type JsonObject,
  type ParleyListener,
} from "../../src/index.js";
import { ManualClock } from "./manual-clock.js";
import { Patterns } from "./pattern.js";
import { ScriptedServer, type Peer } from "./scripted-server.js";
import { until } from "./wait.js";

export interface Case {
  about: string;
  client?: { start?: "now" | "everything"; known?: Record<string, number>; tokens?: string[] };
  steps: Record<string, unknown>[];
}

type Call =
  | ({ call: "send"; accepted?: boolean } & Draft)
  | { call: "watch"; chats: string[]; users: string[] }
  | { call: "mark"; chat: string; readSeq?: number; deliveredSeq?: number }
  | { call: "typing"; chat: string; typing?: boolean }
  | { call: "signal"; chat: string; name: string; payload?: JsonObject; to?: string[] }
  | { call: "close" };

type Frame = Record<string, unknown> & { limits?: object };

/** Kinds of which nothing may be left at the end. */
const STRICT = ["event", "reset", "acked", "failed", "closed", "signal", "typing"];

/** Plays the server and the application of a case around a socket. */
export class Run {
  private readonly clock = new ManualClock();
  private readonly patterns = new Patterns(() => this.clock.now());
  private readonly told = new Map<string, unknown[]>();
  private readonly socket: ParleySocket;
  private peer: Peer | undefined;

  constructor(
    private readonly server: ScriptedServer,
    private readonly readyFrame: Frame,
    { client = {} }: Case,
  ) {
    const tokens = [...(client.tokens ?? ["token"])];
    this.socket = new ParleySocket({
      url: server.url,
      application: String(readyFrame["application"]),
      token: () => (tokens.length > 1 ? tokens.shift()! : tokens[0]!),
      listener: this.listener(),
      store: new MemoryStore(Object.entries(client.known ?? {})),
      start: client.start ?? "everything",
      webSocket: WebSocket,
      clock: this.clock,
    });
  }

  async run({ steps }: Case): Promise<void> {
    this.socket.connect();
    for (const [index, step] of steps.entries()) {
      try {
        await this.step(step);
      } catch (error) {
        throw new Error(`step ${index + 1}, ${JSON.stringify(step)}: ${String(error)}`, { cause: error });
      }
    }
    await this.server.settle();
    this.nothingLeft();
  }

  async close(): Promise<void> {
    await this.socket.close();
  }

  private async step(step: Record<string, unknown>): Promise<void> {
    const [[verb, argument]] = Object.entries(step) as [[string, never]];
    switch (verb) {
      case "open":
        return this.open(argument);
      case "expect":
        return this.expect(argument);
      case "server":
        return this.peer!.send(this.patterns.fill(argument) as Frame);
      case "ready":
        return this.ready(argument);
      case "close":
        return this.peer!.close(argument);
      case "drop":
        return this.peer!.drop();
      case "api":
        return this.api(this.patterns.fill(argument) as Call);
      case "told":
        return this.expectTold(argument);
      case "untold":
        await this.server.settle();
        return this.check([], this.told.get(argument) ?? []);
      case "advance":
        return this.advance(argument);
      case "quiet":
        return this.quiet(argument);
      default:
        throw new Error("no such step");
    }
  }

  private async open({ token }: { token?: string }): Promise<void> {
    this.peer = await this.server.open(this.clock);
    this.check("parley.v1", this.peer.protocols[0]);
    if (token) {
      this.check(token, this.peer.token);
    }
  }

  private async expect(pattern: { type?: string }): Promise<void> {
    this.check(pattern, await this.peer!.next(pattern.type === "ping" ? "ping" : undefined));
  }

  private ready(overrides: Frame): void {
    const limits = { ...this.readyFrame.limits, ...overrides.limits };
    this.peer!.send(this.patterns.fill({ ...this.readyFrame, ...overrides, limits }) as Frame);
  }

  private api(call: Call): void {
    switch (call.call) {
      case "send": {
        const { accepted, ...draft } = call;
        const told = () => this.tell("accepted", { chat: call.chat, clientId: call.clientId });
        this.socket.send(draft, accepted ? { accepted: told } : {}).catch(() => undefined);
        return;
      }
      case "watch":
        return this.socket.watch(call);
      case "mark": {
        const { chat, readSeq, deliveredSeq } = call;
        return this.socket.mark(chat, {
          ...(readSeq === undefined ? {} : { readSeq }),
          ...(deliveredSeq === undefined ? {} : { deliveredSeq }),
        });
      }
      case "typing":
        return this.socket.typing(call.chat, call.typing ?? true);
      case "signal":
        this.socket.signal(call.chat, call.name, call.payload, call.to);
        return;
      case "close":
        void this.socket.close();
        return;
    }
  }

  private async expectTold(wanted: Record<string, unknown>): Promise<void> {
    const [[kind, pattern]] = Object.entries(wanted) as [[string, unknown]];
    const queue = this.queue(kind);
    await until(
      () => queue.length > 0,
      () => `being told ${kind}; was told ${JSON.stringify([...this.told])}`,
    );
    this.check(pattern, queue.shift());
  }

  private async advance(millis: number): Promise<void> {
    await this.server.settle();
    for (let left = millis; left > 0; left -= 50) {
      this.clock.advance(Math.min(left, 50));
      await new Promise((resolve) => setImmediate(resolve));
    }
    await this.server.settle();
  }

  private async quiet(millis: number): Promise<void> {
    await this.advance(millis);
    this.check([], this.unexpected());
    this.check(false, this.server.opened);
  }

  private nothingLeft(): void {
    this.check([], this.unexpected());
    STRICT.forEach((kind) => this.check([], this.told.get(kind) ?? []));
  }

  private unexpected(): unknown[] {
    return this.peer?.frames.filter(({ type }) => type !== "ping") ?? [];
  }

  private check(pattern: unknown, value: unknown): void {
    const wrong = this.patterns.mismatch(pattern, value);
    if (wrong) {
      throw new Error(wrong);
    }
  }

  private queue(kind: string): unknown[] {
    const queue = this.told.get(kind) ?? [];
    this.told.set(kind, queue);
    return queue;
  }

  private tell(kind: string, what: unknown): void {
    this.queue(kind).push(what);
  }

  private listener(): ParleyListener {
    const tell = (kind: string) => (what: unknown) => this.tell(kind, what);
    return {
      event: tell("event"),
      reset: tell("reset"),
      ready: tell("ready"),
      self: tell("self"),
      inbox: tell("inbox"),
      markers: tell("markers"),
      signal: tell("signal"),
      refused: tell("refused"),
      disconnected: tell("disconnected"),
      closed: tell("closed"),
      typing: (chat, user, typing) => this.tell("typing", { chat, user, typing }),
      presence: (users) => this.tell("presence", { users }),
      stored: tell("acked"),
      failed: (error: ParleyError, { chat, clientId }) =>
        this.tell("failed", { code: error.code, field: error.field, chat, clientId }),
    };
  }
}
