import type { TokenCallback } from "../../src/index.js";

/** Where a real Parley is, named by the environment. */
export interface Installation {
  core: string;
  realtime: string;
  search: string | undefined;
  /** The token endpoint of the realm. */
  tokens: string;
}

export function installation(): Installation | undefined {
  const {
    PARLEY_URL_CORE: core,
    PARLEY_URL_REALTIME: realtime,
    PARLEY_URL_SEARCH: search,
    PARLEY_URL_TOKEN: tokens,
  } = process.env;
  return core && realtime && tokens ? { core, realtime, search, tokens } : undefined;
}

/** Tokens of a demo user, from Keycloak. */
export function login({ tokens }: Installation, user: string): TokenCallback {
  let kept: string | undefined;
  return async ({ fresh }) => {
    if (!kept || fresh) {
      const form = { grant_type: "password", client_id: "parley-demo", username: user, password: `${user}-demo` };
      const answer = await fetch(tokens, { method: "POST", body: new URLSearchParams(form) });
      kept = ((await answer.json()) as { access_token: string }).access_token;
    }
    return kept;
  };
}

/** A fresh application of alice's: its id. */
export async function provision({ core }: Installation, token: TokenCallback): Promise<string> {
  const answer = await fetch(`${core}/v1/applications`, {
    method: "POST",
    headers: { Authorization: `Bearer ${await token({ fresh: false })}`, "Content-Type": "application/json" },
    body: "{}",
  });
  return ((await answer.json()) as { application: { id: string } }).application.id;
}
