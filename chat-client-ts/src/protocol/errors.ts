/** Why something was refused. Decide by this; later servers may add some. */
export type ErrorCode =
  | "invalid_request"
  | "unauthenticated"
  | "forbidden"
  | "banned"
  | "not_found"
  | "application_not_found"
  | "chat_not_found"
  | "user_not_found"
  | "subscription_not_found"
  | "message_not_found"
  | "method_not_allowed"
  | "not_acceptable"
  | "chat_exists"
  | "client_id_conflict"
  | "last_owner"
  | "idempotency_key_in_use"
  | "precondition_failed"
  | "payload_too_large"
  | "unsupported_media_type"
  | "recipient_not_subscribed"
  | "idempotency_key_reused"
  | "unprocessable"
  | "limit_reached"
  | "rate_limited"
  | "internal"
  | "unavailable"
  | "overloaded"
  | (string & {});

const RETRYABLE: ReadonlySet<ErrorCode> = new Set([
  "idempotency_key_in_use",
  "rate_limited",
  "internal",
  "unavailable",
  "overloaded",
]);

/** Whether the same request may succeed later without being changed. */
export function retryable(code: ErrorCode): boolean {
  return RETRYABLE.has(code);
}

/** What else is known of a refusal. */
export interface ErrorDetails {
  /** The HTTP status; 0 when there was no answer, or when the socket refused. */
  status?: number;
  /** The field to blame. */
  field?: string | undefined;
  retryAfterMillis?: number | undefined;
  /** Finds the occurrence in the server's logs. */
  traceId?: string | undefined;
  cause?: unknown;
}

/** A refusal, by REST or on the socket, or that there was no answer (`unavailable`, status 0). */
export class ParleyError extends Error {
  readonly status: number;
  readonly field: string | undefined;
  readonly retryAfterMillis: number | undefined;
  readonly traceId: string | undefined;

  constructor(
    readonly code: ErrorCode,
    message: string,
    details: ErrorDetails = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = "ParleyError";
    this.status = details.status ?? 0;
    this.field = details.field;
    this.retryAfterMillis = details.retryAfterMillis;
    this.traceId = details.traceId;
  }

  /** Whether the same request may succeed later without being changed. */
  get retryable(): boolean {
    return retryable(this.code);
  }
}
