/** Why a connection ended. 4000 to 4499: come back; 4500 to 4999: do not come back as you are. */
export const CloseCode = {
  NORMAL: 1000,
  ABNORMAL: 1006,
  DRAINING: 4000,
  SLOW_CONSUMER: 4001,
  TOKEN_EXPIRED: 4002,
  HEARTBEAT_TIMEOUT: 4003,
  UNAVAILABLE: 4004,
  INTERNAL: 4005,
  TOO_MANY_CONNECTIONS: 4006,
  HELLO_TIMEOUT: 4500,
  PROTOCOL_VIOLATION: 4501,
  LOGGED_OUT: 4502,
  BANNED: 4503,
  APPLICATION_NOT_FOUND: 4504,
} as const;

/** Why a connection ended. */
export interface Disconnect {
  /** See {@link CloseCode}; 1006 where there was no close frame. */
  code: number;
  reason: string;
}

/** Whether a client may come back by itself. A code that is not known is decided by its range. */
export function mayComeBack(code: number): boolean {
  return code < 4500 || code > 4999;
}
