import type { Event } from "./events.js";
import type { ServerFrame } from "./frames.js";

/** What the server sent, sorted by what can be done with it. */
export type Incoming =
  | { kind: "frame"; frame: ServerFrame }
  | { kind: "event"; event: Event }
  /** An event of a type that this client does not know: its rev is known all the same. */
  | { kind: "unknown-event"; type: string; chat: string; rev: number }
  | { kind: "unknown"; type: string };

const EVENTS = {
  "chat.created": true,
  "chat.changed": true,
  "chat.deleted": true,
  "member.joined": true,
  "member.changed": true,
  "member.left": true,
  "message.created": true,
  "message.edited": true,
  "message.deleted": true,
  "message.reacted": true,
  "message.pinned": true,
  "message.replied": true,
  "message.hidden": true,
} satisfies Record<Event["type"], true>;

const FRAMES = {
  ready: true,
  ack: true,
  accepted: true,
  token: true,
  self: true,
  inbox: true,
  draft: true,
  markers: true,
  typing: true,
  presence: true,
  signal: true,
  error: true,
  reset: true,
  pong: true,
} satisfies Record<ServerFrame["type"], true>;

/** Reads a frame; throws where it is none. */
export function incoming(text: string): Incoming {
  const value: unknown = JSON.parse(text);
  if (typeof value !== "object" || value === null || !("type" in value) || typeof value.type !== "string") {
    throw new SyntaxError("a frame is an object with a type");
  }
  const type = value.type;
  if (Object.hasOwn(FRAMES, type)) {
    return { kind: "frame", frame: value as ServerFrame };
  }
  if (Object.hasOwn(EVENTS, type)) {
    return { kind: "event", event: value as Event };
  }
  const { chat, rev } = value as { chat?: unknown; rev?: unknown };
  return typeof chat === "string" && typeof rev === "number"
    ? { kind: "unknown-event", type, chat, rev }
    : { kind: "unknown", type };
}
