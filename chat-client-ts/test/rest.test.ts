import assert from "node:assert/strict";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { ParleyError, ParleyRest } from "../src/index.js";

interface Answer {
  status: number;
  body?: object | string;
  headers?: Record<string, string>;
}

interface Asked {
  method: string;
  path: string;
  token: string;
  key: string | undefined;
  body: unknown;
}

/** A server of HTTP that answers what it is told to, and remembers what it was asked. */
async function withServer(answers: Answer[], run: (rest: ParleyRest, asked: Asked[]) => Promise<void>): Promise<void> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    void read(request).then((body) => {
      asked.push({
        method: String(request.method),
        path: String(request.url),
        token: String(request.headers.authorization),
        key: request.headers["idempotency-key"] as string | undefined,
        body: body && (JSON.parse(body) as unknown),
      });
      const { status, body: answer, headers } = answers.shift() ?? { status: 500 };
      response.writeHead(status, headers).end(typeof answer === "object" ? JSON.stringify(answer) : answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    await run(new ParleyRest({ url, application: "app", token: ({ fresh }) => (fresh ? "fresh" : "kept") }), asked);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

async function read(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const part of request) {
    body += String(part);
  }
  return body;
}

const page = { status: 200, body: { items: [] } };

test("paths and parameters are those of the API, percent-encoded", () =>
  withServer([page, page, { status: 200, body: {} }, { status: 204 }, page], async (rest, asked) => {
    await rest.history("kitchen:1", { before: 7, limit: 20 });
    await rest.chats({ cursor: "a b" });
    await rest.react("kitchen", 3, "👍");
    await rest.unsubscribe("kitchen", "a/b");
    await rest.search({ q: "dinner?" });
    const app = "/v1/applications/app";
    assert.deepEqual(
      asked.map(({ method, path }) => `${method} ${path}`),
      [
        `GET ${app}/chats/kitchen%3A1/messages?before=7&limit=20`,
        `GET ${app}/me/chats?cursor=a+b`,
        `PUT ${app}/chats/kitchen/messages/3/reactions/%F0%9F%91%8D`,
        `DELETE ${app}/chats/kitchen/subscriptions/a%2Fb`,
        `GET ${app}/search?q=dinner%3F`,
      ],
    );
  }));

test("what is to be made once carries its key, and nothing else does", () =>
  withServer([page, page, page], async (rest, asked) => {
    await rest.once("k-1").createChat();
    await rest.once("k-1").chats();
    await rest.createChat();
    assert.deepEqual(
      asked.map(({ key }) => key),
      ["k-1", undefined, undefined],
    );
  }));

test("a send tells stored, stored before and undecided apart", () =>
  withServer(
    [
      { status: 201, body: { seq: 1 } },
      { status: 200, body: { seq: 1 } },
      { status: 202, body: { clientId: "c", location: "/there" } },
    ],
    async (rest, asked) => {
      const send = () => rest.send("kitchen", { clientId: "c", text: "x" });
      assert.deepEqual(await send(), { outcome: "stored", message: { seq: 1 }, duplicate: false });
      assert.deepEqual(await send(), { outcome: "stored", message: { seq: 1 }, duplicate: true });
      assert.deepEqual(await send(), { outcome: "undecided", clientId: "c", location: "/there" });
      assert.deepEqual(asked[0]?.body, { clientId: "c", text: "x" });
    },
  ));

test("a problem becomes an error with code, field and time to wait", () =>
  withServer(
    [
      {
        status: 429,
        headers: { "Retry-After": "7" },
        body: { code: "rate_limited", detail: "slow mode", errors: [{ field: "text", detail: "x" }], traceId: "t" },
      },
    ],
    async (rest) => {
      await assert.rejects(rest.send("kitchen", { text: "x" }), (error: ParleyError) => {
        assert.deepEqual(
          [
            error.code,
            error.status,
            error.field,
            error.retryAfterMillis,
            error.message,
            error.traceId,
            error.retryable,
          ],
          ["rate_limited", 429, "text", 7_000, "slow mode", "t", true],
        );
        return true;
      });
    },
  ));

test("a token that had expired is replaced once, and one that stays bad is told", () =>
  withServer([{ status: 401 }, page, { status: 401 }, { status: 401 }], async (rest, asked) => {
    await rest.members("kitchen");
    await assert.rejects(rest.members("kitchen"), { code: "unauthenticated" });
    assert.deepEqual(
      asked.map(({ token }) => token),
      ["Bearer kept", "Bearer fresh", "Bearer kept", "Bearer fresh"],
    );
  }));

test("what is no answer of Parley is unavailable", () =>
  withServer(
    [
      { status: 502, body: "<html>" },
      { status: 200, body: "<html>" },
    ],
    async (rest) => {
      await assert.rejects(rest.me(), { code: "unavailable", status: 502 });
      await assert.rejects(rest.me(), { code: "unavailable" });
      const nowhere = new ParleyRest({ url: "http://127.0.0.1:1", application: "app", token: () => "t" });
      await assert.rejects(nowhere.me(), { code: "unavailable", status: 0 });
    },
  ));
