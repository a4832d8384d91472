import assert from "node:assert/strict";
import { test } from "node:test";
import { MemoryStore, type Event } from "../src/index.js";
import { Bench, created } from "./support/bench.js";
import { until } from "./support/wait.js";

const chat = "kitchen";
const head = (rev: number) => ({ chat, role: "member", lastSeq: 9, rev, readSeq: 0, deliveredSeq: 0 });

test("a rev is stored after the listener is done with its event, not before", () =>
  Bench.with(async (bench) => {
    // Given
    const store = new MemoryStore();
    let finish = () => {};
    const socket = bench.socket({
      store,
      listener: { event: () => new Promise<void>((resolve) => (finish = resolve)) },
    });
    const peer = await bench.live({ chats: [head(7)] });

    // When
    peer.send(created(chat, 8));
    await bench.settle();

    // Then
    assert.equal((await store.loadRevs()).get(chat), 7);
    finish();
    await bench.settle();
    assert.equal((await store.loadRevs()).get(chat), 8);
    await socket.close();
  }));

test("a slow listener is told one thing at a time, and what it has not begun comes again after a reconnect", () =>
  Bench.with(async (bench) => {
    // Given
    const begun: number[] = [];
    const finishing: (() => void)[] = [];
    const event = ({ rev }: Event) => {
      begun.push(rev);
      return new Promise<void>((resolve) => finishing.push(resolve));
    };
    bench.socket({ listener: { event } });
    const first = await bench.live({ chats: [head(7)] });
    first.send(created(chat, 8));
    first.send(created(chat, 9));
    await bench.settle();
    assert.deepEqual(begun, [8]);

    // When
    first.drop();
    await bench.settle();
    bench.clock.advance(1_000);
    await bench.settle();
    assert.equal(bench.server.opened, false, "a hello before the listener is done would name too little");
    finishing.shift()!();
    const second = await bench.server.open(bench.clock);

    // Then
    assert.deepEqual((await second.next("hello"))["known"], { [chat]: 8 });
    second.send(created(chat, 8));
    second.send(created(chat, 9));
    await until(() => begun.length === 2, "the second event");
    finishing.shift()!();
    assert.deepEqual(begun, [8, 9]);
  }));

test("what a listener throws is logged, and counts as handled", () =>
  Bench.with(async (bench) => {
    const store = new MemoryStore();
    const seen: number[] = [];
    const event = ({ rev }: Event) => {
      seen.push(rev);
      throw new Error("of the application");
    };
    bench.socket({ store, listener: { event } });
    const peer = await bench.live({ chats: [head(7)] });
    peer.send(created(chat, 8));
    peer.send(created(chat, 8));
    peer.send(created(chat, 9));
    await until(() => seen.length === 2, "two events");
    await bench.settle();
    assert.deepEqual(seen, [8, 9]);
    assert.equal((await store.loadRevs()).get(chat), 9);
    assert.equal(bench.logged.length, 2);
  }));

test("a listener that is too slow costs the connection, not the memory", () =>
  Bench.with(async (bench) => {
    bench.socket({ maxWaiting: 5, listener: { event: () => new Promise<void>(() => undefined) } });
    const peer = await bench.live({ chats: [head(7)] });
    for (let rev = 8; rev < 20; rev++) {
      peer.send(created(chat, rev));
    }
    await until(() => peer.closed, "the end of the connection");
  }));

test("a new process goes on from the stored revs", () =>
  Bench.with(async (bench) => {
    // Given
    const store = new MemoryStore();
    const first = bench.socket({ store });
    const peer = await bench.live({ chats: [head(7)] });
    peer.send(created(chat, 8));
    await until(() => bench.events.length === 1, "an event");
    await first.close();

    // When
    bench.socket({ store });

    // Then
    assert.deepEqual((await (await bench.server.open(bench.clock)).next("hello"))["known"], { [chat]: 8 });
  }));

test("a reset counts from its rev, also where more was known", () =>
  Bench.with(async (bench) => {
    bench.socket({ store: new MemoryStore([[chat, 100]]) });
    const peer = await bench.server.open(bench.clock);
    peer.send({ type: "reset", chat, rev: 5 });
    peer.send(created(chat, 6));
    await until(() => bench.events.length === 1, "the event after the reset");
  }));

test("a hello names the chats that changed last, as many as fit", () =>
  Bench.with(async (bench) => {
    const id = (number: number) => `chat-${number}-${"x".repeat(50)}`;
    bench.socket({ store: new MemoryStore(Array.from({ length: 5_000 }, (_, number) => [id(number), 1])) });
    const hello = await (await bench.server.open(bench.clock)).next("hello");
    const known = hello["known"] as Record<string, number>;
    assert.ok(JSON.stringify(hello).length <= 196_608);
    assert.ok(Object.keys(known).length > 2_000);
    assert.ok(known[id(4_999)] && !known[id(0)]);
  }));

test("a frame that is no JSON ends the connection, which comes back", () =>
  Bench.with(async (bench) => {
    bench.socket();
    (await bench.live()).send("<html>");
    await bench.hears("disconnected 1006");
    await bench.live();
  }));

test("a server that says nothing is asked, and given up after three intervals", () =>
  Bench.with(async (bench) => {
    // Given
    bench.socket();
    const peer = await bench.live({ pingSeconds: 20 });

    // When
    bench.clock.advance(31_000);
    await peer.next("ping");
    bench.clock.advance(20_000);
    await peer.next("ping");
    assert.deepEqual(bench.told, ["ready"]);
    bench.clock.advance(20_000);

    // Then
    await bench.hears("disconnected 1006");
  }));

test("an upgrade that gets no answer is given up", () =>
  Bench.with(async (bench) => {
    class Silent {
      onopen = null;
      onmessage = null;
      onclose = null;
      onerror = null;
      send(): void {}
      close(): void {}
    }
    bench.socket({ webSocket: Silent });
    await bench.settle();
    bench.clock.advance(15_000);
    await bench.hears("disconnected 1006");
  }));

test("a socket that was closed before it connected opens nothing", () =>
  Bench.with(async (bench) => {
    const socket = bench.socket();
    await socket.close();
    bench.clock.advance(60_000);
    await bench.settle();
    assert.equal(bench.server.opened, false);
    await assert.rejects(socket.send({ chat, text: "x" }), { code: "unavailable" });
    await bench.hears("closed 1000");
  }));

test("a token in flight when the socket is closed opens nothing", () =>
  Bench.with(async (bench) => {
    let give = (_token: string) => {};
    const socket = bench.socket({ token: () => new Promise<string>((resolve) => (give = resolve)) });
    await bench.settle();
    await socket.close();
    give("late");
    await bench.settle();
    assert.equal(bench.server.opened, false);
  }));
