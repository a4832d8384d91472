import { Backoff } from "./backoff.js";
import { systemClock, type Clock } from "./clock.js";
import type { WebSocketConstructor } from "./connection.js";
import type { ParleyListener } from "./listener.js";
import { consoleLog, type Log } from "./log.js";
import { MemoryStore, type Store } from "./store.js";
import type { TokenCallback } from "./token.js";

export interface ParleySocketOptions {
  /** Of the gateway, such as `wss://chat.example.com`. */
  url: string;
  /** The application's id. */
  application: string;
  token: TokenCallback;
  listener?: ParleyListener;
  /** What outlives the process; unless given, nothing does. */
  store?: Store;
  /**
   * What the first connection of a store that knows no chat asks for. `now`, unless set otherwise: nothing from before; `ready` lists the chats.
   * `everything`: all chats from their beginning, as far as the server replays them.
   */
  start?: "now" | "everything";
  /** Unless given, the global one: of a browser, or of Node 22 and later. The class of the package `ws` fits, too. */
  webSocket?: WebSocketConstructor;
  /** How many sends may wait for their answer, 1,000 unless set; further ones fail at once. */
  maxPending?: number;
  /** How many frames may wait for a slow listener, 10,000 unless set; with more the connection is given up, and resumed. */
  maxWaiting?: number;
  /** How long before its end a token is replaced: a minute unless set. */
  refreshAheadMillis?: number;
  /** The time that the wait before a reconnect begins with, and that it doubles up to; 500 and 30,000 unless set. */
  backoff?: { firstMillis?: number; mostMillis?: number };
  clock?: Clock;
  random?: () => number;
  log?: Log;
}

/** Options with nothing left open. */
export interface Settings {
  address: string;
  token: TokenCallback;
  listener: ParleyListener;
  store: Store;
  startNow: boolean;
  webSocket: WebSocketConstructor;
  maxPending: number;
  maxWaiting: number;
  refreshAheadMillis: number;
  backoff: Backoff;
  clock: Clock;
  log: Log;
}

export function settings(options: ParleySocketOptions): Settings {
  const random = options.random ?? Math.random;
  const clock = options.clock ?? systemClock;
  return {
    address: address(options.url, options.application),
    token: options.token,
    listener: options.listener ?? {},
    store: options.store ?? new MemoryStore(),
    startNow: options.start !== "everything",
    webSocket: options.webSocket ?? globalWebSocket(),
    maxPending: options.maxPending ?? 1_000,
    maxWaiting: options.maxWaiting ?? 10_000,
    refreshAheadMillis: options.refreshAheadMillis ?? 60_000,
    backoff: new Backoff(options.backoff?.firstMillis, options.backoff?.mostMillis, random),
    clock,
    log: options.log ?? consoleLog,
  };
}

function address(url: string, application: string): string {
  const base = new URL(url.replace(/^http/, "ws"));
  return `${base.href.replace(/\/$/, "")}/v1/applications/${encodeURIComponent(application)}/socket`;
}

function globalWebSocket(): WebSocketConstructor {
  if (typeof WebSocket === "undefined") {
    throw new TypeError(
      "There is no global WebSocket here: give one as the option webSocket, such as that of the package ws",
    );
  }
  return WebSocket;
}
