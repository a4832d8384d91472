import type { Clock } from "./clock.js";
import { CloseCode, type Disconnect } from "./protocol/close-codes.js";
import type { ClientFrame } from "./protocol/frames.js";

/** What a WebSocket has to be able to do: the browser's, that of Node 22, and that of the package `ws` can. */
export interface WebSocketLike {
  onopen: ((event: never) => void) | null;
  onmessage: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
  send(text: string): void;
  close(code?: number, reason?: string): void;
}

export type WebSocketConstructor = new (url: string, protocols: string[]) => WebSocketLike;

/** Who is told of a connection. Nothing is told after `ended`. */
export interface ConnectionHandler {
  opened(): void;
  received(text: string): void;
  ended(why: Disconnect): void;
}

/** The subprotocols that carry version and token, as browsers have to: they cannot set headers. */
export function subprotocols(token: string): string[] {
  return [
    "parley.v1",
    "bearer-token-carrier",
    encodeURIComponent(`quarkus-http-upgrade#Authorization#Bearer ${token}`),
  ];
}

/** One WebSocket, from its opening to its end. */
export class Connection {
  /** When the server was heard last. */
  heardAt: number;
  private over = false;

  constructor(
    private readonly socket: WebSocketLike,
    private readonly clock: Clock,
    private readonly handler: ConnectionHandler,
  ) {
    this.heardAt = clock.now();
    socket.onopen = () => this.whileOpen(() => handler.opened());
    socket.onmessage = (event: { data: unknown }) =>
      this.whileOpen(() => {
        // The server sends no binary frames; one would be nothing that this version knows.
        if (typeof event.data === "string") {
          handler.received(event.data);
        }
      });
    socket.onclose = (event: { code: number; reason: string }) => this.end({ code: event.code, reason: event.reason });
    // Says nothing that a program could use; the close that follows is what counts.
    socket.onerror = () => undefined;
  }

  send(frame: ClientFrame): void {
    if (!this.over) {
      this.socket.send(JSON.stringify(frame));
    }
  }

  /** Ends it without waiting for the other side, which may be gone. */
  abandon(why: Disconnect): void {
    if (!this.over) {
      this.detach();
      this.handler.ended(why);
    }
  }

  /** Ends it without a word to its handler. */
  detach(): void {
    this.over = true;
    this.socket.close(CloseCode.NORMAL);
  }

  private whileOpen(action: () => void): void {
    if (!this.over) {
      this.heardAt = this.clock.now();
      action();
    }
  }

  private end(why: Disconnect): void {
    if (!this.over) {
      this.over = true;
      this.handler.ended(why);
    }
  }
}
