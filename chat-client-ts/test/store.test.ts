import assert from "node:assert/strict";
import { test } from "node:test";
import { IDBFactory } from "fake-indexeddb";
import { IndexedDbStore, MemoryStore, type Send, type Store } from "../src/index.js";
import { ack, Bench, created } from "./support/bench.js";
import { until } from "./support/wait.js";

const send = (chat: string, clientId: string): Send => ({ type: "send", chat, clientId, text: clientId });

const stores: [string, () => Store][] = [
  ["MemoryStore", () => new MemoryStore()],
  ["IndexedDbStore", () => new IndexedDbStore("parley", new IDBFactory())],
];

for (const [name, make] of stores) {
  test(`${name} keeps revs and forgets those that are undefined`, async () => {
    const store = make();
    await store.saveRevs(
      new Map([
        ["kitchen", 5],
        ["garden", 12],
      ]),
    );
    await store.saveRevs(
      new Map<string, number | undefined>([
        ["kitchen", 6],
        ["garden", undefined],
        ["attic", 1],
      ]),
    );
    assert.deepEqual([...(await store.loadRevs())].sort(), [
      ["attic", 1],
      ["kitchen", 6],
    ]);
  });

  test(`${name} gives sends in their order, each once`, async () => {
    const store = make();
    await store.putSend({ order: 2, send: send("kitchen", "b") });
    await store.putSend({ order: 1, send: send("kitchen", "z") });
    await store.putSend({ order: 3, send: send("garden", "a") });
    await store.putSend({ order: 3, send: send("garden", "a") });
    await store.removeSend(send("kitchen", "b"));
    assert.deepEqual(
      (await store.loadSends()).map((one) => one.send.clientId),
      ["z", "a"],
    );
    await store.clear();
    assert.deepEqual([await store.loadSends(), (await store.loadRevs()).size], [[], 0]);
  });
}

test("revs and unanswered sends survive a reload of the page", () =>
  Bench.with(async (bench) => {
    // Given
    const browser = new IDBFactory();
    const before = bench.socket({ store: new IndexedDbStore("parley", browser) });
    const peer = await bench.live();
    peer.send(created("kitchen", 8));
    await until(() => bench.events.length === 1, "an event");
    before.send({ chat: "kitchen", text: "x", clientId: "c" }).catch(() => undefined);
    await peer.next("send");
    await before.close();

    // When
    const after = bench.socket({ store: new IndexedDbStore("parley", browser) });
    const again = await bench.server.open(bench.clock);

    // Then
    assert.deepEqual((await again.next("hello"))["known"], { kitchen: 8 });
    again.send(bench.ready({}));
    assert.equal((await again.next("send"))["clientId"], "c");
    assert.equal(after.pending().length, 1);
    again.send(ack("kitchen", "c"));
    await until(() => after.pending().length === 0, "the ack");
  }));
