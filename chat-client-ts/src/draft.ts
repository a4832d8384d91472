import { ParleyError } from "./protocol/errors.js";
import type { JsonObject, Mentions } from "./protocol/events.js";
import type { Send } from "./protocol/frames.js";

const CHAT_ID = /^[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}$/;
const CLIENT_ID = /^[!-~]{1,64}$/;

/** What to send. */
export interface Draft {
  chat: string;
  text: string;
  /** Names this message for ever; made unless given. Keep it with the draft to send the same message again. */
  clientId?: string;
  /** Only these, and the sender, ever see it. */
  recipients?: string[];
  metadata?: JsonObject;
  /** The `seq` of the message that it answers. */
  replyTo?: number;
  mentions?: Mentions;
  /** After which time it is deleted by itself. */
  expiresInSeconds?: number;
}

export interface SendOptions {
  /** Asks for the first level of acknowledgement, and is called when the broker has the message. It is not stored yet then. */
  accepted?: () => void;
  /** Gives the message up. It may have been stored: the same send again tells. */
  signal?: AbortSignal;
}

/** 128 random bits. Not `randomUUID`: browsers have that on secure pages only. */
export function newClientId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function sendOf(
  { chat, text, clientId = newClientId(), recipients, metadata, replyTo, mentions, expiresInSeconds }: Draft,
  accepted: boolean,
): Send {
  return {
    type: "send",
    chat,
    clientId,
    text,
    ...(recipients && { recipients }),
    ...(metadata && { metadata }),
    ...(accepted && { accepted }),
    ...(replyTo && { replyTo }),
    ...(mentions && { mentions }),
    ...(expiresInSeconds && { expiresInSeconds }),
  };
}

/** What keeps a frame from being sent at all; the rest is for the server to judge. */
export function wrong(frame: Send, frameBytes: number): ParleyError | undefined {
  if (!CHAT_ID.test(frame.chat)) {
    return new ParleyError("invalid_request", "This is no id of a chat", { field: "chat" });
  }
  if (!CLIENT_ID.test(frame.clientId)) {
    return new ParleyError("invalid_request", "clientId is 1 to 64 visible ASCII characters", { field: "clientId" });
  }
  return new TextEncoder().encode(JSON.stringify(frame)).length > frameBytes
    ? new ParleyError("payload_too_large", `The message makes a frame of more than ${frameBytes} bytes`)
    : undefined;
}
