/** What a member may do in a chat. */
export type Role = "owner" | "moderator" | "member" | "reader";

/** A user's place in a chat. */
export interface Member {
  user: string;
  username?: string;
  displayName?: string;
  role: Role;
  /** The chat's last `seq` when the user joined. */
  joinedSeq: number;
  joinedAt: string;
  /** The first message that the user may see; absent: all. */
  fromSeq?: number;
}

/** What a chat is about. */
export interface ChatAbout {
  description?: string;
  /** An http or https URL. */
  picture?: string;
  metadata?: JsonObject;
}

/** How a chat behaves; absent: as by default, which is named first. */
export interface ChatSettings {
  posting?: "members" | "moderators";
  inviting?: "moderators" | "members";
  joining?: "invited" | "request" | "open";
  /** What who joins may see. */
  history?: "all" | "joined";
  state?: "active" | "frozen" | "archived";
}

/** How often a message was reacted to in one way. */
export interface Reaction {
  reaction: string;
  count: number;
  /** The newest of them, at most 20, newest first. */
  users: string[];
}

/** A message is pinned in its chat. */
export interface Pin {
  by: string;
  at: string;
}

/** Whom a message calls. Counted for them besides being unread. */
export interface Mentions {
  /** Ids, at most 50. */
  users?: string[];
  everyone?: boolean;
  roles?: Role[];
}

/** How the thread stands that a message began. */
export interface Replies {
  count: number;
  /** The newest reply. */
  lastSeq: number;
  lastAt: string;
}

/** Where a message was copied from. */
export interface Forwarded {
  chat: string;
  seq: number;
  sender: string;
  sentAt: string;
}

/** Anything that JSON can say. */
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** What an application attaches to a message or signal. */
export type JsonObject = { [name: string]: Json };

/** A message as it is now. Sort by `seq`, never by time. */
export interface Message {
  seq: number;
  /** The chat's revision at which it last changed. */
  rev: number;
  clientId: string;
  /** A user's id, or `application:<id>`. */
  sender: string;
  /** Absent when it was deleted. */
  text?: string;
  /** The audience besides the sender; absent: everyone in the chat. */
  recipients?: string[];
  metadata?: JsonObject;
  createdAt: string;
  editedAt?: string;
  deletedAt?: string;
  reactions?: Reaction[];
  pinned?: Pin;
  /** The `seq` of the message that it answers. */
  replyTo?: number;
  /** With `replyTo`: the message that began the thread. */
  thread?: number;
  mentions?: Mentions;
  replies?: Replies;
  /** When it is deleted by itself. */
  expiresAt?: string;
  forwarded?: Forwarded;
}

interface OfChat {
  chat: string;
  /** The chat's revision that the change took. */
  rev: number;
}

export interface ChatCreated extends OfChat {
  type: "chat.created";
  title?: string;
  createdAt: string;
  slowModeSeconds?: number;
  about?: ChatAbout;
  /** The one chat of two people. */
  direct?: boolean;
  settings?: ChatSettings;
}

export interface ChatChanged extends OfChat {
  type: "chat.changed";
  title?: string;
  createdAt: string;
  slowModeSeconds?: number;
  about?: ChatAbout;
  /** The one chat of two people. */
  direct?: boolean;
  settings?: ChatSettings;
}

/** The last event of a chat, for everyone. */
export interface ChatDeleted extends OfChat {
  type: "chat.deleted";
  deletedAt: string;
}

export interface MemberJoined extends OfChat {
  type: "member.joined";
  member: Member;
}

export interface MemberChanged extends OfChat {
  type: "member.changed";
  member: Member;
}

/** When `user` is the socket's own, this is the last event of the chat. */
export interface MemberLeft extends OfChat {
  type: "member.left";
  user: string;
  leftAt: string;
}

export interface MessageCreated extends OfChat {
  type: "message.created";
  message: Message;
}

export interface MessageEdited extends OfChat {
  type: "message.edited";
  message: Message;
}

export interface MessageDeleted extends OfChat {
  type: "message.deleted";
  message: Message;
}

export interface MessageReacted extends OfChat {
  type: "message.reacted";
  message: Message;
}

export interface MessagePinned extends OfChat {
  type: "message.pinned";
  message: Message;
}

/** The thread that a message began has another count of replies. */
export interface MessageReplied extends OfChat {
  type: "message.replied";
  message: Message;
}

/** A change of a message: `message` is all of it as it is now, to be put in the place of what has the same `seq`. */
export type MessageEvent =
  MessageCreated | MessageEdited | MessageDeleted | MessageReacted | MessagePinned | MessageReplied;

/** The user has deleted a message for oneself, on whichever device: drop it, and whatever comes of it later. */
export interface MessageHidden extends OfChat {
  type: "message.hidden";
  user: string;
  seq: number;
  hiddenAt: string;
}

/** A change of a chat. It carries the state of what changed: applying it is putting it in the place of what was there. */
export type Event =
  ChatCreated | ChatChanged | ChatDeleted | MemberJoined | MemberChanged | MemberLeft | MessageEvent | MessageHidden;
