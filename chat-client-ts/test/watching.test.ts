import assert from "node:assert/strict";
import { test } from "node:test";
import { Bench } from "./support/bench.js";

const chat = "kitchen";

test("presence, markers and typing are kept for what is watched, and for nothing else", () =>
  Bench.with(async (bench) => {
    // Given
    const socket = bench.socket();
    const peer = await bench.live();
    socket.watch({ chats: [chat], users: ["bob"] });
    peer.send({
      type: "presence",
      users: [
        { user: "bob", online: true },
        { user: "eve", online: true },
      ],
    });
    peer.send({ type: "markers", chat, members: 3, markers: [{ user: "bob", readSeq: 4, deliveredSeq: 5 }] });
    peer.send({ type: "markers", chat, members: 3, markers: [{ user: "bob", readSeq: 3, deliveredSeq: 6 }] });
    peer.send({ type: "typing", chat, user: "bob", forMillis: 6_000 });
    await bench.settle();

    // Then
    assert.equal(socket.presence("bob")?.online, true);
    assert.equal(socket.presence("eve"), undefined);
    assert.deepEqual(socket.markers(chat)?.users.get("bob"), { readSeq: 4, deliveredSeq: 6 });
    assert.deepEqual(socket.typingUsers(chat), ["bob"]);

    // When
    socket.watch({ chats: ["garden"] });

    // Then
    assert.equal(socket.presence("bob"), undefined);
    assert.equal(socket.markers(chat), undefined);
    assert.deepEqual(socket.typingUsers(chat), []);
  }));

test("a chat that grows past the bound is counted from then on, for the newest twenty messages", () =>
  Bench.with(async (bench) => {
    const socket = bench.socket();
    const peer = await bench.live();
    socket.watch({ chats: [chat] });
    peer.send({ type: "markers", chat, members: 100, markers: [{ user: "bob", readSeq: 4, deliveredSeq: 5 }] });
    const counts = Array.from({ length: 25 }, (_, seq) => ({ seq, read: 1, delivered: 2 }));
    peer.send({ type: "markers", chat, members: 101, counts });
    await bench.settle();
    const known = socket.markers(chat)!;
    assert.deepEqual([known.members, known.users.size, known.counts.size], [101, 0, 20]);
    assert.deepEqual(known.counts.get(24), { read: 1, delivered: 2 });
  }));

test("a mark that says nothing new is not sent; one that was refused for its number is said again", () =>
  Bench.with(async (bench) => {
    // Given
    const socket = bench.socket();
    const head = { chat, role: "member", lastSeq: 9, rev: 9, readSeq: 3, deliveredSeq: 3 };
    const peer = await bench.live({ chats: [head] });

    // When
    socket.mark(chat, { readSeq: 3 });
    socket.mark(chat, { readSeq: 5 });
    socket.mark(chat, { readSeq: 5 });

    // Then
    assert.deepEqual(await peer.next(), { type: "mark", chat, readSeq: 5 });
    peer.send({ type: "error", code: "rate_limited", message: "later", chat, retryAfterMillis: 700 });
    await bench.settle();
    assert.deepEqual(peer.frames, []);
    bench.clock.advance(700);
    assert.deepEqual(await peer.next(), { type: "mark", chat, readSeq: 5 });
    peer.send({ type: "inbox", chat, readSeq: 5, deliveredSeq: 5, unread: 0 });
    await bench.settle();
    assert.deepEqual(socket.ownMarkers(chat), { readSeq: 5, deliveredSeq: 5 });
  }));

test("signals and typing are of the moment: without a connection they are not kept", () =>
  Bench.with(async (bench) => {
    const socket = bench.socket();
    socket.typing(chat);
    assert.equal(socket.signal(chat, "wave"), false);
    const peer = await bench.live();
    await bench.settle();
    assert.deepEqual(peer.frames, []);
    assert.equal(socket.signal(chat, "wave", { hand: "left" }, ["bob"]), true);
    assert.deepEqual(await peer.next(), { type: "signal", chat, name: "wave", payload: { hand: "left" }, to: ["bob"] });
  }));
