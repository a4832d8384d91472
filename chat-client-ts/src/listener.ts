import type { Disconnect } from "./protocol/close-codes.js";
import type { ParleyError } from "./protocol/errors.js";
import type { Event } from "./protocol/events.js";
import type {
  Ack,
  DraftChanged,
  Inbox,
  Markers,
  Ready,
  Refusal,
  Reset,
  Self,
  Send,
  Signalled,
  UserPresence,
} from "./protocol/frames.js";

type Handled = void | Promise<void>;

/**
 * What happens on a socket. All but `stored` and `failed` are called one at a time, in the order of what the server sent; a promise is waited
 * for, so that a method may write to a database. What one throws is logged, and counts as handled.
 */
export interface ParleyListener {
  /** A change that is not known yet; of one chat always in the order of `rev`. Its rev is kept once this is done. */
  event?(event: Event): Handled;
  /** Too much was missed in this chat: read its history and members anew. Later changes follow as events. */
  reset?(reset: Reset): Handled;
  /** Everything that was missed was given; what follows is live. After each (re)connect. */
  ready?(ready: Ready): Handled;
  /** The user's own settings, after each `ready` and when they change. */
  self?(self: Self): Handled;
  /** The user's own markers moved, on whichever device. */
  inbox?(inbox: Inbox): Handled;
  /** What the user has begun to write was saved or removed, on whichever device. */
  draft?(draft: DraftChanged): Handled;
  /** Others' markers in a watched chat moved; `socket.markers(chat)` has all of them. */
  markers?(markers: Markers): Handled;
  /** A member of a watched chat began to write, or no longer does. */
  typing?(chat: string, user: string, typing: boolean): Handled;
  /** Of watched users: who is online. */
  presence?(users: UserPresence[]): Handled;
  /** What a member signals. */
  signal?(signal: Signalled): Handled;
  /** A frame was refused that is no pending send. */
  refused?(refusal: Refusal): Handled;
  /** The connection is gone, or could not be made, and will be tried again after this time. */
  disconnected?(why: Disconnect, retryInMillis: number): Handled;
  /** The socket is closed for good: by `close()`, or because coming back as it is would not help. */
  closed?(why: Disconnect): Handled;
  /** A send is stored; also one that an earlier process left behind, for which nobody holds a promise. */
  stored?(ack: Ack, send: Send): void;
  /** A send failed for good, or the socket was closed before its answer. */
  failed?(error: ParleyError, send: Send): void;
}
