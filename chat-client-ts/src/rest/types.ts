import type {
  ChatAbout,
  ChatSettings,
  Event,
  JsonObject,
  Member,
  Mentions,
  Message,
  Role,
} from "../protocol/events.js";
import type { Muted, SavedDraft, Self } from "../protocol/frames.js";

/** A page of a list. */
export interface Page<T> {
  items: T[];
  /** Give it as `cursor`, with the same other parameters, to get the next page. Absent: this is the last one. */
  next?: string;
  /** The same for the page before, of lists that are walked both ways. */
  prev?: string;
}

export interface PageQuery {
  /** 1 to 200; 50 when absent. */
  limit?: number;
  cursor?: string;
}

export interface Me {
  kind: "user" | "application";
  id: string;
  username?: string;
  displayName?: string;
  roles: string[];
  application?: string;
}

export interface Application {
  id: string;
  title?: string;
  access: "members" | "open";
  owner: string;
  createdAt: string;
}

export interface Chat {
  application: string;
  id: string;
  title?: string;
  lastSeq: number;
  rev: number;
  createdAt: string;
  slowModeSeconds?: number;
  about?: ChatAbout;
  /** The one chat of two people. */
  direct?: boolean;
  settings?: ChatSettings;
}

export interface ChatCreate {
  id?: string;
  title?: string;
  slowModeSeconds?: number;
  about?: ChatAbout;
  settings?: ChatSettings;
}

/** What is absent stays; `null` removes. */
export interface ChatPatch {
  title?: string | null;
  slowModeSeconds?: number | null;
  about?: { [Name in keyof ChatAbout]: ChatAbout[Name] | null } | null;
  settings?: { [Name in keyof ChatSettings]: ChatSettings[Name] | null } | null;
}

/** A chat of the caller, and where it stands for the caller. */
export interface InboxEntry {
  chat: Chat;
  role: Role;
  lastMessage?: Message;
  unread: number;
  /** Those of the unread that call the caller. */
  mentions: number;
  readSeq: number;
  /** Marked unread from this message on. */
  unreadSeq?: number;
  archived?: boolean;
  muted?: Muted;
}

export type DraftPage = Page<SavedDraft>;

/** What one has begun to write. */
export interface SaveDraft {
  text: string;
  replyTo?: number;
  metadata?: JsonObject;
}

export type MessagePage = Page<Message>;
export type MemberPage = Page<Member>;
export type ChatPage = Page<Chat>;
export type InboxPage = Page<InboxEntry>;

/** At most one of `before`, `after`, `around`, `at` and `cursor`, and one of `thread` and `pinned`; none: the newest page. */
export interface HistoryQuery extends PageQuery {
  /** Only messages with a smaller `seq`, newest first. */
  before?: number;
  /** Only messages with a greater `seq`, oldest first. */
  after?: number;
  /** This message and as many before as after it, oldest first. */
  around?: number;
  /** Only messages from this time on, oldest first. */
  at?: string;
  /** Only replies of the thread that this message began. */
  thread?: number;
  /** Only pinned ones. */
  pinned?: boolean;
}

export interface MessageSend {
  /** Without one the server makes one, and the request is not safe to repeat. */
  clientId?: string;
  /** Required unless it forwards. */
  text?: string;
  recipients?: string[];
  metadata?: JsonObject;
  /** The `seq` of the message that it answers. */
  replyTo?: number;
  mentions?: Mentions;
  /** After which time it is deleted by itself. */
  expiresInSeconds?: number;
  /** A message to copy, in the place of `text` and `metadata`. */
  forward?: { chat: string; seq: number };
}

export interface MessageSchedule {
  sendAt: string;
  message: MessageSend;
}

/** A message that is to be sent later. */
export interface ScheduledMessage extends MessageSchedule {
  id: string;
  chat: string;
  createdAt: string;
  /** Why it was not sent when its time had come. */
  failed?: { code: string; detail: string };
}

export type ScheduledMessagePage = Page<ScheduledMessage>;

/** The server has taken a message whose fate it does not know yet: ask `location`, or send again with the same `clientId`. */
export interface MessageAccepted {
  clientId: string;
  location: string;
}

/** What became of a send. */
export type Sent =
  { outcome: "stored"; message: Message; duplicate: boolean } | ({ outcome: "undecided" } & MessageAccepted);

/** A merge patch: what is absent stays, `metadata` is merged member by member, `null` removes. */
export interface MessageEdit {
  text?: string;
  metadata?: JsonObject | null;
}

/** What a message said before it was edited. */
export interface MessageVersion {
  text?: string;
  metadata?: JsonObject;
  writtenAt: string;
  replacedRev: number;
}

export type MessageVersionPage = Page<MessageVersion>;

/** Exactly one of `user` and `username`. */
export type Subscribe = ({ user: string } | { username: string }) & { role?: Role };

/** 1 to 1,000. */
export interface SubscribeMany {
  subscriptions: Subscribe[];
}

/** One for each, in the order in which they were given. */
export interface SubscribedMany {
  results: SubscribedOne[];
}

export interface SubscribedOne {
  member?: Member;
  /** Whether the user was not in the chat before. */
  joined?: boolean;
  error?: { code: string; detail: string };
}

export interface InviteCreate {
  role?: Role;
  expiresAt?: string;
  maxUses?: number;
}

export interface Invite {
  id: string;
  role: Role;
  createdBy: string;
  createdAt: string;
  expiresAt?: string;
  maxUses?: number;
  uses: number;
  /** Only where it was made just now. */
  token?: string;
}

export type InvitePage = Page<Invite>;

/** What is said to those who let in. */
export interface JoinAsk {
  note?: string;
}

/** A user who asks to be let into a chat. */
export interface JoinRequest {
  user: string;
  username?: string;
  displayName?: string;
  note?: string;
  askedAt: string;
}

export type JoinRequestPage = Page<JoinRequest>;

/** Join by the token of an invite. */
export interface Join {
  invite: string;
}

export interface Joined {
  chat: string;
  member: Member;
}

/** At least one of the two. */
export interface Read {
  seq?: number;
  deliveredSeq?: number;
}

export interface ReadMarker {
  readSeq: number;
  deliveredSeq: number;
  unread: number;
  mentions: number;
  /** Marked unread from this message on. */
  unreadSeq?: number;
  archived?: boolean;
  muted?: Muted;
}

/** What is unread in many chats. */
export interface UnreadTotals {
  chats: number;
  unread: number;
  mentions: number;
}

/** Which of the caller's chats. */
export interface InboxFilter {
  archived?: boolean;
  muted?: boolean;
}

export interface InboxQuery extends PageQuery, InboxFilter {
  /** Only those with something unread. */
  unread?: boolean;
}

/** From where on a chat is marked unread. */
export interface MarkUnread {
  seq: number;
}

/** Until when a chat is muted; without `until` for good. */
export interface Mute {
  until?: string;
}

export interface SyncRequest {
  /** A chat that is not named counts as known up to 0. Absent: no changes, only where the chats stand. */
  known?: Record<string, number>;
  limit?: number;
  cursor?: string;
}

export interface ChatChanges {
  chat: string;
  title?: string;
  /** The first message that the caller may see; absent: all. */
  fromSeq?: number;
  role?: Role;
  lastSeq: number;
  readSeq: number;
  deliveredSeq: number;
  /** Keep it as known once `changes` are applied. */
  rev: number;
  /** There are more changes after `rev`: ask again. */
  more: boolean;
  /** The chat is none of the caller's: drop it. */
  gone: boolean;
  changes: Event[];
}

export interface SyncResponse {
  chats: ChatChanges[];
  next?: string;
  self?: Self;
}

/** At least one of the query and the filters; all that are given must fit. */
export interface SearchQuery {
  /** Words, `"phrases"` and `-exclusions`. */
  q?: string;
  chat?: string;
  /** A user's id, or `me`. */
  sender?: string;
  /** Who is mentioned, also as one of everyone: a user's id, or `me`. */
  mention?: string;
  /** Only messages that name the caller as a recipient. */
  directed?: boolean;
  /** All of these, by commas: `attachment`, `link`, `reaction`, `pin`, `replies`. */
  has?: string;
  tag?: string;
  /** The `seq` of a thread's first message. */
  thread?: number;
  since?: string;
  until?: string;
  sort?: "relevance" | "newest" | "oldest";
  /** 0 to 5: messages on either side of each hit; `limit` may be at most 20 then. */
  context?: number;
  /** `chat`, `sender`, or both by a comma. */
  facets?: string;
  /** 1 to 100; 20 when absent. */
  limit?: number;
  cursor?: string;
}

export interface SearchHit {
  chat: string;
  message: Message;
  score: number;
  /** Safe to show as HTML: hits between `<em>` and `</em>`, the rest escaped. */
  highlights: string[];
  /** The messages before it that the caller may see; where `context` was asked for. */
  before?: Message[];
  after?: Message[];
}

/** How many hits are of a chat or a user. */
export interface SearchCount {
  id: string;
  hits: number;
}

export interface SearchHits extends Page<SearchHit> {
  /** All hits counted, where `facets` were asked for. */
  facets?: { chat?: SearchCount[]; sender?: SearchCount[] };
  /** Exact up to 10,000. */
  total: number;
  /** How long a message took lately from being stored to being found. */
  lagMillis?: number;
}

/** The caller's own settings in the application. */
export interface Settings {
  presenceHidden: boolean;
}

/** `null` sets back. */
export interface SettingsPatch {
  presenceHidden?: boolean | null;
}

export interface Blocked {
  user: string;
  username?: string;
  displayName?: string;
  since: string;
}

export type BlockedPage = Page<Blocked>;

/** RFC 9457. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
  instance?: string;
  code: string;
  errors?: { field: string; detail: string }[];
  traceId?: string;
}
