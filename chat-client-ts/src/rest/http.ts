import { ParleyError } from "../protocol/errors.js";
import type { TokenCallback } from "../token.js";
import type { Problem } from "./types.js";

export type Query = object;

export interface Answer {
  status: number;
  body: unknown;
}

const STATUS_CODES: Record<number, string> = {
  401: "unauthenticated",
  403: "forbidden",
  404: "not_found",
  429: "rate_limited",
};

/** Requests with a token, whose refusals are {@link ParleyError}s. Nothing is repeated but for a token that had expired. */
export class Http {
  constructor(
    private readonly token: TokenCallback,
    private readonly fetching: typeof fetch,
    private readonly timeoutMillis: number,
    private readonly idempotencyKey?: string,
  ) {}

  async request(method: string, url: string, query?: Query, body?: unknown): Promise<Answer> {
    const address = new URL(url);
    for (const [name, value] of Object.entries(query ?? {})) {
      if (value !== undefined) {
        address.searchParams.set(name, String(value));
      }
    }
    const first = await this.once(method, address, body, false);
    const response = first.status === 401 ? await this.once(method, address, body, true) : first;
    if (!response.ok) {
      throw await refusal(response);
    }
    return { status: response.status, body: response.status === 204 ? undefined : await read(response) };
  }

  private async once(method: string, address: URL, body: unknown, fresh: boolean): Promise<Response> {
    const token = await this.token({ fresh });
    const headers: Record<string, string> = { Accept: "application/json", Authorization: `Bearer ${token}` };
    if (body !== undefined) {
      headers["Content-Type"] = "application/json";
    }
    if (method === "POST" && this.idempotencyKey !== undefined) {
      headers["Idempotency-Key"] = this.idempotencyKey;
    }
    const content = body === undefined ? {} : { body: JSON.stringify(body) };
    try {
      return await this.fetching(address, {
        method,
        headers,
        ...content,
        signal: AbortSignal.timeout(this.timeoutMillis),
      });
    } catch (cause) {
      throw new ParleyError("unavailable", `${method} ${address.pathname} had no answer`, { cause });
    }
  }
}

async function read(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (cause) {
    throw new ParleyError("unavailable", "The answer broke off, or is no JSON", { status: response.status, cause });
  }
}

async function refusal(response: Response): Promise<ParleyError> {
  const { status } = response;
  const seconds = Number(response.headers.get("Retry-After") ?? Number.NaN);
  const retryAfterMillis = Number.isFinite(seconds) ? seconds * 1000 : undefined;
  let problem: Partial<Problem> = {};
  try {
    problem = ((await response.json()) as Partial<Problem> | null) ?? {};
  } catch {
    // Something between the client and Parley answered.
  }
  const code = problem.code ?? STATUS_CODES[status] ?? (status >= 500 ? "unavailable" : "invalid_request");
  const message = problem.detail ?? problem.title ?? `HTTP ${status}`;
  return new ParleyError(code, message, {
    status,
    field: problem.errors?.[0]?.field,
    retryAfterMillis,
    traceId: problem.traceId,
  });
}
