import type { Member, Message, Role } from "../protocol/events.js";
import type { Markers, SavedDraft } from "../protocol/frames.js";
import type { TokenCallback } from "../token.js";
import { Http, type Query } from "./http.js";
import type * as t from "./types.js";

export interface ParleyRestOptions {
  /** Of chat-core, such as `https://chat.example.com`. */
  url: string;
  /** Of chat-indexer, where it has another address. */
  searchUrl?: string;
  /** The application's id. */
  application: string;
  token: TokenCallback;
  /** How long to wait for an answer: 30,000 unless set. */
  timeoutMillis?: number;
  fetch?: typeof fetch;
}

/** What a user interface needs of the REST API of one application. A refusal is a {@link ParleyError}. */
export class ParleyRest {
  private readonly http: Http;
  private readonly root: string;
  private readonly application: string;
  private readonly search_: string;

  constructor(
    private readonly options: ParleyRestOptions,
    idempotencyKey?: string,
  ) {
    const { url, searchUrl = url, application, token, timeoutMillis = 30_000, fetch: given } = options;
    // Browsers want to be asked by the window itself.
    this.http = new Http(token, given ?? ((...request) => fetch(...request)), timeoutMillis, idempotencyKey);
    const inApplication = (base: string) =>
      `${base.replace(/\/$/, "")}/v1/applications/${encodeURIComponent(application)}`;
    this.root = `${url.replace(/\/$/, "")}/v1`;
    this.application = inApplication(url);
    this.search_ = `${inApplication(searchUrl)}/search`;
  }

  /**
   * The same, for one thing that is to be made once, however often the request is repeated with this key: an `Idempotency-Key` of 1 to
   * 255 visible ASCII characters, such as a random UUID.
   */
  once(idempotencyKey: string): ParleyRest {
    return new ParleyRest(this.options, idempotencyKey);
  }

  /** Who the caller is. */
  me(): Promise<t.Me> {
    return this.get(`${this.root}/me`);
  }

  /** The caller's own settings in the application. */
  settings(): Promise<t.Settings> {
    return this.get(`${this.application}/me`);
  }

  changeSettings(patch: t.SettingsPatch): Promise<t.Settings> {
    return this.call("PATCH", `${this.application}/me`, patch);
  }

  /** Whom the caller has blocked. */
  blocked(query: t.PageQuery = {}): Promise<t.BlockedPage> {
    return this.get(`${this.application}/me/blocked`, query);
  }

  block(user: string): Promise<void> {
    return this.call("PUT", `${this.application}/me/blocked/${encodeURIComponent(user)}`);
  }

  unblock(user: string): Promise<void> {
    return this.call("DELETE", `${this.application}/me/blocked/${encodeURIComponent(user)}`);
  }

  /** The caller's chats, latest activity first, with the last message and the unread count. */
  chats(query: t.InboxQuery = {}): Promise<t.InboxPage> {
    return this.get(`${this.application}/me/chats`, query);
  }

  createChat(chat: t.ChatCreate = {}): Promise<t.Chat> {
    return this.call("POST", `${this.application}/chats`, chat);
  }

  chat(chat: string): Promise<t.Chat> {
    return this.get(this.of(chat));
  }

  changeChat(chat: string, patch: t.ChatPatch): Promise<t.Chat> {
    return this.call("PATCH", this.of(chat), patch);
  }

  /** Deletes it, for everyone and for good. */
  deleteChat(chat: string): Promise<void> {
    return this.call("DELETE", this.of(chat));
  }

  /** A page of messages: the newest, or those `before` or `after` a `seq`. */
  history(chat: string, query: t.HistoryQuery = {}): Promise<t.MessagePage> {
    return this.get(this.of(chat, "messages"), query);
  }

  message(chat: string, seq: number): Promise<Message> {
    return this.get(this.of(chat, "messages", seq));
  }

  /** Sends a message. With a `clientId` it is safe to repeat: it is stored once. */
  async send(chat: string, message: t.MessageSend): Promise<t.Sent> {
    const { status, body } = await this.http.request("POST", this.of(chat, "messages"), undefined, message);
    return status === 202
      ? { outcome: "undecided", ...(body as t.MessageAccepted) }
      : { outcome: "stored", message: body as Message, duplicate: status === 200 };
  }

  /** Sends a message later. */
  schedule(chat: string, schedule: t.MessageSchedule): Promise<t.ScheduledMessage> {
    return this.call("POST", this.of(chat, "scheduled"), schedule);
  }

  /** What the caller has scheduled in a chat, next first. */
  scheduled(chat: string, query: t.PageQuery = {}): Promise<t.ScheduledMessagePage> {
    return this.get(this.of(chat, "scheduled"), query);
  }

  unschedule(chat: string, id: string): Promise<void> {
    return this.call("DELETE", this.of(chat, "scheduled", id));
  }

  edit(chat: string, seq: number, edit: t.MessageEdit): Promise<Message> {
    return this.call("PATCH", this.of(chat, "messages", seq), edit);
  }

  deleteMessage(chat: string, seq: number): Promise<void> {
    return this.call("DELETE", this.of(chat, "messages", seq));
  }

  /** What a message said before it was edited, newest first. */
  edits(chat: string, seq: number, query: t.PageQuery = {}): Promise<t.MessageVersionPage> {
    return this.get(this.of(chat, "messages", seq, "edits"), query);
  }

  /** Deletes a message for the caller alone. */
  hideMessage(chat: string, seq: number): Promise<void> {
    return this.call("PUT", this.of(chat, "messages", seq, "hidden"));
  }

  react(chat: string, seq: number, reaction: string): Promise<Message> {
    return this.call("PUT", this.of(chat, "messages", seq, "reactions", reaction));
  }

  unreact(chat: string, seq: number, reaction: string): Promise<Message> {
    return this.call("DELETE", this.of(chat, "messages", seq, "reactions", reaction));
  }

  pin(chat: string, seq: number): Promise<Message> {
    return this.call("PUT", this.of(chat, "messages", seq, "pin"));
  }

  unpin(chat: string, seq: number): Promise<Message> {
    return this.call("DELETE", this.of(chat, "messages", seq, "pin"));
  }

  /** The pinned messages that the caller may see, pinned last first. */
  pins(chat: string, query: t.PageQuery = {}): Promise<t.MessagePage> {
    return this.get(this.of(chat, "pins"), query);
  }

  members(chat: string, query: t.PageQuery = {}): Promise<t.MemberPage> {
    return this.get(this.of(chat, "subscriptions"), query);
  }

  subscribe(chat: string, who: { user: string } | { username: string }, role?: Role): Promise<Member> {
    return this.call("POST", this.of(chat, "subscriptions"), role ? { ...who, role } : who);
  }

  /** Subscribes up to 1,000 users, with an outcome for each. */
  subscribeMany(chat: string, subscriptions: t.Subscribe[]): Promise<t.SubscribedMany> {
    return this.call("POST", this.of(chat, "subscriptions", "batch"), { subscriptions });
  }

  /** The one chat with another user, which is created when it is not there. */
  directChat(user: string): Promise<t.Chat> {
    return this.call("PUT", `${this.application}/direct-chats/${encodeURIComponent(user)}`);
  }

  /** Joins an open chat. */
  join(chat: string): Promise<Member> {
    return this.call("POST", this.of(chat, "join"));
  }

  /** Joins the chat that an invite is for, by its token. */
  joinInvited(invite: string): Promise<t.Joined> {
    return this.call("POST", `${this.application}/join`, { invite });
  }

  /** Makes an invite, whose token is told now and never again. */
  invite(chat: string, invite: t.InviteCreate = {}): Promise<t.Invite> {
    return this.call("POST", this.of(chat, "invites"), invite);
  }

  invites(chat: string, query: t.PageQuery = {}): Promise<t.InvitePage> {
    return this.get(this.of(chat, "invites"), query);
  }

  revokeInvite(chat: string, invite: string): Promise<void> {
    return this.call("DELETE", this.of(chat, "invites", invite));
  }

  /** Asks to be let into a chat that one may not simply join. */
  askToJoin(chat: string, ask: t.JoinAsk = {}): Promise<t.JoinRequest> {
    return this.call("POST", this.of(chat, "join-requests"), ask);
  }

  /** Who asks to be let in, longest waiting first. */
  joinRequests(chat: string, query: t.PageQuery = {}): Promise<t.JoinRequestPage> {
    return this.get(this.of(chat, "join-requests"), query);
  }

  acceptJoinRequest(chat: string, user: string): Promise<Member> {
    return this.call("POST", this.of(chat, "join-requests", user, "accept"));
  }

  /** Declines a request; with the caller's own id: takes it back. */
  removeJoinRequest(chat: string, user: string): Promise<void> {
    return this.call("DELETE", this.of(chat, "join-requests", user));
  }

  /** Removes a user from a chat; with the caller's own id: leaves it. */
  unsubscribe(chat: string, user: string): Promise<void> {
    return this.call("DELETE", this.of(chat, "subscriptions", user));
  }

  /** Moves the caller's own markers forward. */
  read(chat: string, read: t.Read): Promise<t.ReadMarker> {
    return this.call("PUT", this.of(chat, "read"), read);
  }

  /** Counts everything from a message on as unread, for the caller alone, until it is read again. */
  markUnread(chat: string, seq: number): Promise<t.ReadMarker> {
    return this.call("PUT", this.of(chat, "unread"), { seq } satisfies t.MarkUnread);
  }

  archive(chat: string): Promise<t.ReadMarker> {
    return this.call("PUT", this.of(chat, "archive"));
  }

  unarchive(chat: string): Promise<t.ReadMarker> {
    return this.call("DELETE", this.of(chat, "archive"));
  }

  /** Mutes a chat, until a time or for good. */
  mute(chat: string, mute: t.Mute = {}): Promise<t.ReadMarker> {
    return this.call("PUT", this.of(chat, "mute"), mute);
  }

  unmute(chat: string): Promise<t.ReadMarker> {
    return this.call("DELETE", this.of(chat, "mute"));
  }

  /** What is unread in all of the caller's chats. */
  unread(filter: t.InboxFilter = {}): Promise<t.UnreadTotals> {
    return this.get(`${this.application}/me/unread`, filter);
  }

  /** Saves what the caller has begun to write, for all of the caller's devices. */
  saveDraft(chat: string, draft: t.SaveDraft): Promise<SavedDraft> {
    return this.call("PUT", this.of(chat, "draft"), draft);
  }

  removeDraft(chat: string): Promise<void> {
    return this.call("DELETE", this.of(chat, "draft"));
  }

  /** All of the caller's drafts, saved last first. */
  drafts(query: t.PageQuery = {}): Promise<t.DraftPage> {
    return this.get(`${this.application}/me/drafts`, query);
  }

  /** Up to where the members have read and received. */
  markers(chat: string): Promise<Omit<Markers, "type">> {
    return this.get(this.of(chat, "markers"));
  }

  /** What changed in one chat after a rev. */
  changes(chat: string, after = 0, limit?: number): Promise<t.ChatChanges> {
    return this.get(this.of(chat, "changes"), { after, limit });
  }

  /** What changed in all of the caller's chats after the revs that are known. */
  sync(request: t.SyncRequest): Promise<t.SyncResponse> {
    return this.call("POST", `${this.application}/sync`, request);
  }

  search(query: t.SearchQuery): Promise<t.SearchHits> {
    return this.get(this.search_, query);
  }

  private of(chat: string, ...path: (string | number)[]): string {
    return [`${this.application}/chats`, ...[chat, ...path].map((part) => encodeURIComponent(part))].join("/");
  }

  private async get<T>(url: string, query?: Query): Promise<T> {
    return (await this.http.request("GET", url, query)).body as T;
  }

  private async call<T>(method: string, url: string, body?: object): Promise<T> {
    return (await this.http.request(method, url, undefined, body)).body as T;
  }
}
