import type { AddressInfo } from "node:net";
import { WebSocket, WebSocketServer } from "ws";
import type { ManualClock } from "./manual-clock.js";
import { turns, until } from "./wait.js";

type Frame = Record<string, unknown> & { type: string };

/** One connection of the client, seen from the server. */
export class Peer {
  /** What the client sent and no one has taken yet. */
  readonly frames: Frame[] = [];
  closed = false;

  constructor(
    private readonly socket: WebSocket,
    readonly path: string,
    readonly protocols: string[],
  ) {
    socket.on("message", (data) => this.frames.push(JSON.parse(String(data)) as Frame));
    socket.on("close", () => (this.closed = true));
    socket.on("error", () => undefined);
  }

  get token(): string | undefined {
    return decodeURIComponent(this.protocols[2] ?? "").split("Bearer ")[1];
  }

  /** The next frame, or the next one of a type; pings are passed over. */
  async next(type?: string): Promise<Frame> {
    const at = () => this.frames.findIndex((frame) => (type === "ping" ? frame.type === type : frame.type !== "ping"));
    await until(() => at() >= 0, `a frame ${type ?? ""}`);
    const [frame] = this.frames.splice(at(), 1);
    if (!frame || (type && frame.type !== type)) {
      throw new Error(`expected ${type}, got ${JSON.stringify(frame)}`);
    }
    return frame;
  }

  /** All sends that the client has on the wire by now, taken off. */
  async sends(): Promise<string[]> {
    await this.settle();
    const taken = this.frames.splice(0).filter(({ type }) => type === "send");
    return taken.map(({ clientId }) => String(clientId));
  }

  /** Resolves when the client has handled what it was sent, and what it answers has arrived: a ping overtakes nothing. */
  async settle(): Promise<void> {
    for (let trip = 0; trip < 2; trip++) {
      await turns();
      if (this.socket.readyState === WebSocket.OPEN) {
        await new Promise<void>((resolve) => {
          const done = () => {
            this.socket.off("pong", done).off("close", done);
            resolve();
          };
          this.socket.on("pong", done).on("close", done).ping();
        });
      }
    }
    await turns();
  }

  send(frame: object | string): void {
    this.socket.send(typeof frame === "string" ? frame : JSON.stringify(frame));
  }

  close(code: number): void {
    this.socket.close(code, "for people");
  }

  drop(): void {
    this.socket.terminate();
  }
}

/** A gateway that does what a test says, and nothing by itself. */
export class ScriptedServer {
  readonly peers: Peer[] = [];
  private taken = 0;

  private constructor(private readonly server: WebSocketServer) {
    server.on("connection", (socket, request) => {
      const offered = String(request.headers["sec-websocket-protocol"]).split(/, ?/);
      this.peers.push(new Peer(socket, String(request.url), offered));
    });
  }

  static async start(): Promise<ScriptedServer> {
    const server = new WebSocketServer({
      host: "127.0.0.1",
      port: 0,
      handleProtocols: (offered) => (offered.has("parley.v1") ? "parley.v1" : false),
    });
    await new Promise((resolve) => server.once("listening", resolve));
    return new ScriptedServer(server);
  }

  get url(): string {
    return `ws://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Whether the client has opened a connection that no one has taken. */
  get opened(): boolean {
    return this.peers.length > this.taken;
  }

  /** The next connection; time passes until it is there. */
  async open(clock: ManualClock): Promise<Peer> {
    await until(
      () => this.opened,
      "a connection",
      () => clock.advance(10),
    );
    return this.peers[this.taken++]!;
  }

  /** Resolves when nothing is on its way on any connection. */
  async settle(): Promise<void> {
    await turns();
    await Promise.all(this.peers.map((peer) => peer.settle()));
  }

  async stop(): Promise<void> {
    this.peers.forEach((peer) => peer.drop());
    await new Promise((resolve) => this.server.close(resolve));
  }
}
