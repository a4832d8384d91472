import type { ErrorCode } from "./errors.js";
import type { JsonObject, Mentions, Role } from "./events.js";

/** The first frame. Without `known`: only what happens from now on. */
export interface Hello {
  type: "hello";
  known?: Record<string, number>;
}

export interface Send {
  type: "send";
  chat: string;
  clientId: string;
  text: string;
  recipients?: string[];
  metadata?: JsonObject;
  /** Whether to be told, too, when the broker has taken the message over. */
  accepted?: boolean;
  /** The `seq` of the message that it answers. */
  replyTo?: number;
  mentions?: Mentions;
  /** After which time it is deleted by itself. */
  expiresInSeconds?: number;
}

export interface FreshToken {
  type: "token";
  token: string;
}

export interface Watch {
  type: "watch";
  chats?: string[];
  users?: string[];
}

export interface Mark {
  type: "mark";
  chat: string;
  readSeq?: number;
  deliveredSeq?: number;
}

export interface Typing {
  type: "typing";
  chat: string;
  typing?: boolean;
}

export interface Signal {
  type: "signal";
  chat: string;
  name: string;
  payload?: JsonObject;
  to?: string[];
}

export interface Ping {
  type: "ping";
  id?: string;
}

export type ClientFrame = Hello | Send | FreshToken | Watch | Mark | Typing | Signal | Ping;

/** What holds on a connection. */
export interface SocketLimits {
  frameBytes: number;
  helloBytes: number;
  textChars: number;
  recipients: number;
  metadataBytes: number;
  unacknowledged: number;
  signalBytes: number;
  watchedChats: number;
  watchedUsers: number;
  framesPerSecond: number;
}

/** Where a chat of the user stands. */
export interface ChatHead {
  chat: string;
  title?: string;
  role: Role;
  lastSeq: number;
  rev: number;
  readSeq: number;
  deliveredSeq: number;
}

/** Everything that was missed has been sent; what follows is live. */
export interface Ready {
  type: "ready";
  session: string;
  node: string;
  application: string;
  user: string;
  tokenExpiresAt: string;
  pingSeconds: number;
  limits: SocketLimits;
  chats: ChatHead[];
  moreChats: boolean;
}

/** The message is stored, for good. */
export interface Ack {
  type: "ack";
  chat: string;
  clientId: string;
  seq: number;
  rev: number;
  createdAt: string;
  duplicate: boolean;
}

/** The broker has the message; it is not stored yet. */
export interface Accepted {
  type: "accepted";
  chat: string;
  clientId: string;
}

export interface TokenTaken {
  type: "token";
  tokenExpiresAt: string;
}

/** The user's own settings. */
export interface Self {
  type: "self";
  presenceHidden: boolean;
  blocked: string[];
}

/** What the user has begun to write in a chat, on whichever device. */
export interface SavedDraft {
  chat: string;
  text: string;
  replyTo?: number;
  metadata?: JsonObject;
  updatedAt: string;
}

/** What the user has begun to write was saved, or (without `draft`) removed. */
export interface DraftChanged {
  type: "draft";
  chat: string;
  draft?: SavedDraft;
}

/** A user does not want to be disturbed by a chat. */
export interface Muted {
  /** When that ends by itself; absent: never. */
  until?: string;
}

/** Where a chat stands for the user: markers moved, or it was marked unread, archived or muted. */
export interface Inbox {
  type: "inbox";
  chat: string;
  readSeq: number;
  deliveredSeq: number;
  unread: number;
  mentions: number;
  /** Marked unread from this message on. */
  unreadSeq?: number;
  archived?: boolean;
  muted?: Muted;
}

export interface Marker {
  user: string;
  readSeq: number;
  deliveredSeq: number;
}

export interface MarkerCount {
  seq: number;
  read: number;
  delivered: number;
}

/** Up to where the members of a watched chat have read and received: by name, or in a large chat as numbers. */
export interface Markers {
  type: "markers";
  chat: string;
  members: number;
  markers?: Marker[];
  counts?: MarkerCount[];
}

export interface TypingSaid {
  type: "typing";
  chat: string;
  user: string;
  /** How long to believe it unless it is said again; 0: no longer writing. */
  forMillis: number;
}

export interface UserPresence {
  user: string;
  online: boolean;
  lastSeenAt?: string;
}

export interface Presence {
  type: "presence";
  users: UserPresence[];
}

export interface Signalled {
  type: "signal";
  chat: string;
  user: string;
  name: string;
  payload?: JsonObject;
  at: string;
}

/** A frame was refused; nothing of it was done. */
export interface Refusal {
  type: "error";
  code: ErrorCode;
  message: string;
  field?: string;
  chat?: string;
  clientId?: string;
  retryAfterMillis?: number;
}

/** Too much was missed in this chat to be replayed: read it anew. */
export interface Reset {
  type: "reset";
  chat: string;
  rev: number;
}

export interface Pong {
  type: "pong";
  id?: string;
}

export type ServerFrame =
  | Ready
  | Ack
  | Accepted
  | TokenTaken
  | Self
  | Inbox
  | DraftChanged
  | Markers
  | TypingSaid
  | Presence
  | Signalled
  | Refusal
  | Reset
  | Pong;
