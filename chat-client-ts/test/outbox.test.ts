import assert from "node:assert/strict";
import { test } from "node:test";
import { MemoryStore, ParleyError } from "../src/index.js";
import { ack, Bench, later } from "./support/bench.js";
import { until } from "./support/wait.js";

const chat = "kitchen";

function failsWith(code: string) {
  return (error: ParleyError) => error.code === code;
}

test("a connection that dies in the middle of sends loses none, doubles none and keeps the order", () =>
  Bench.with(async (bench) => {
    // Given
    const socket = bench.socket();
    const stored: string[] = [];
    const sent = Array.from({ length: 40 }, (_, number) => socket.send({ chat, text: "x", clientId: `c${number}` }));

    // When: each connection acks seven of what it was sent, and dies
    while (stored.length < sent.length) {
      const peer = await bench.live();
      for (const clientId of (await peer.sends()).slice(0, 7)) {
        stored.push(clientId);
        peer.send(ack(chat, clientId, stored.length));
      }
      await until(() => socket.pending().length === sent.length - stored.length, "the acks");
      peer.drop();
    }

    // Then
    const acks = await Promise.all(sent);
    assert.deepEqual(
      stored,
      Array.from({ length: 40 }, (_, number) => `c${number}`),
    );
    assert.deepEqual(
      acks.map(({ seq }) => seq),
      Array.from({ length: 40 }, (_, number) => number + 1),
    );
  }));

test("an ack that is lost with its connection comes again, and resolves one promise once", () =>
  Bench.with(async (bench) => {
    // Given
    const socket = bench.socket();
    const sent = socket.send({ chat, text: "x", clientId: "c" });
    const first = await bench.live();
    assert.deepEqual(await first.sends(), ["c"]);
    first.drop();

    // When
    const second = await bench.live();
    assert.deepEqual(await second.sends(), ["c"]);
    second.send({ ...ack(chat, "c", 5), duplicate: true });
    second.send({ ...ack(chat, "c", 5), duplicate: true });

    // Then
    assert.deepEqual([(await sent).seq, (await sent).duplicate], [5, true]);
    assert.deepEqual(socket.pending(), []);
  }));

test("a chat that is held holds back no other chat", () =>
  Bench.with(async (bench) => {
    // Given
    const socket = bench.socket();
    const peer = await bench.live();
    void socket.send({ chat, text: "x", clientId: "k1" });
    assert.deepEqual(await peer.sends(), ["k1"]);
    peer.send(later(chat, "k1", 5_000));
    await bench.settle();

    // When
    socket.send({ chat, text: "x", clientId: "k2" }).catch(() => undefined);
    socket.send({ chat: "garden", text: "x", clientId: "g1" }).catch(() => undefined);

    // Then
    assert.deepEqual(await peer.sends(), ["g1"]);
    bench.clock.advance(5_000);
    assert.deepEqual(await peer.sends(), ["k1"]);
    peer.send(ack(chat, "k1"));
    assert.deepEqual(await peer.sends(), ["k2"]);
  }));

test("slow mode costs one refusal a message, however many wait", () =>
  Bench.with(async (bench) => {
    // Given: a server that takes one message in ten seconds
    const socket = bench.socket();
    const peer = await bench.live();
    const sent = Array.from({ length: 30 }, (_, number) => socket.send({ chat, text: "x", clientId: `c${number}` }));
    const taken: string[] = [];
    let due = bench.clock.now();
    let refused = 0;

    // When
    while (taken.length < sent.length) {
      for (const clientId of await peer.sends()) {
        if (bench.clock.now() >= due) {
          due = bench.clock.now() + 10_000;
          taken.push(clientId);
          peer.send(ack(chat, clientId, taken.length));
        } else {
          refused++;
          peer.send(later(chat, clientId, due - bench.clock.now()));
        }
      }
      await bench.settle();
      peer.send({ type: "pong" });
      bench.clock.advance(1_000);
    }

    // Then: the first burst, and then each once
    await Promise.all(sent);
    assert.deepEqual(
      taken,
      Array.from({ length: 30 }, (_, number) => `c${number}`),
    );
    assert.ok(refused <= 29 + 30, `${refused} refusals`);
  }));

test("a refusal that is final rejects with what the server said", () =>
  Bench.with(async (bench) => {
    const socket = bench.socket();
    const peer = await bench.live();
    const sent = socket.send({ chat, text: "x", clientId: "c" });
    peer.send({
      type: "error",
      code: "recipient_not_subscribed",
      message: "no such",
      field: "recipients",
      chat,
      clientId: "c",
    });
    await assert.rejects(sent, (error: ParleyError) => error.field === "recipients" && !error.retryable);
  }));

test("what cannot be sent is refused at once", () =>
  Bench.with(async (bench) => {
    const socket = bench.socket({ maxPending: 2 });
    await assert.rejects(socket.send({ chat: "no spaces", text: "x" }), failsWith("invalid_request"));
    await assert.rejects(socket.send({ chat, text: "x", clientId: "ü" }), failsWith("invalid_request"));
    await assert.rejects(socket.send({ chat, text: "x".repeat(70_000) }), failsWith("payload_too_large"));
    const first = socket.send({ chat, text: "x", clientId: "same" });
    assert.equal(socket.send({ chat, text: "x", clientId: "same" }), first);
    await assert.rejects(socket.send({ chat, text: "y", clientId: "same" }), failsWith("client_id_conflict"));
    first.catch(() => undefined);
    socket.send({ chat, text: "x" }).catch(() => undefined);
    await assert.rejects(socket.send({ chat, text: "x" }), failsWith("overloaded"));
  }));

test("the application may give a send up", () =>
  Bench.with(async (bench) => {
    const socket = bench.socket();
    const giving = new AbortController();
    const sent = socket.send({ chat, text: "x" }, { signal: giving.signal });
    giving.abort();
    await assert.rejects(sent, { name: "AbortError" });
    assert.deepEqual(await (await bench.live()).sends(), []);
  }));

test("what was not answered outlives the process, and goes out before what is new", () =>
  Bench.with(async (bench) => {
    // Given
    const store = new MemoryStore();
    const first = bench.socket({ store });
    const lost = [1, 2].map((number) => first.send({ chat, text: "x", clientId: `old${number}` }));
    const rejections = Promise.allSettled(lost);
    await first.close();
    assert.deepEqual(
      (await rejections).map(({ status }) => status),
      ["rejected", "rejected"],
    );

    // When
    const stored: string[] = [];
    const second = bench.socket({ store, listener: { stored: (_, send) => stored.push(send.clientId) } });
    second.send({ chat, text: "x", clientId: "new" }).catch(() => undefined);
    await until(
      () => bench.server.peers.length >= 1,
      "a connection",
      () => bench.clock.advance(10),
    );
    let peer = await bench.server.open(bench.clock);
    while (peer.closed) {
      peer = await bench.server.open(bench.clock);
    }
    await peer.next("hello");
    peer.send(bench.ready({}));

    // Then
    assert.deepEqual(await peer.sends(), ["old1", "old2", "new"]);
    peer.send(ack(chat, "old1"));
    peer.send(ack(chat, "old2"));
    peer.send(ack(chat, "new"));
    await until(() => stored.length === 3, "three acks");
    await second.close();
    assert.deepEqual(await store.loadSends(), []);
  }));

test("a store that fails costs what it was to keep, and nothing else", () =>
  Bench.with(async (bench) => {
    const store = new MemoryStore();
    store.putSend = store.saveRevs = () => Promise.reject(new Error("disk full"));
    const socket = bench.socket({ store });
    const peer = await bench.live({
      chats: [{ chat, role: "member", lastSeq: 0, rev: 1, readSeq: 0, deliveredSeq: 0 }],
    });
    const sent = socket.send({ chat, text: "x", clientId: "c" });
    assert.deepEqual(await peer.sends(), ["c"]);
    peer.send(ack(chat, "c"));
    await sent;
    assert.ok(bench.logged.length >= 2);
  }));
