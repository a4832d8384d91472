import assert from "node:assert/strict";
import { test } from "node:test";
import { Backoff } from "../src/backoff.js";
import { Bench } from "./support/bench.js";

test("the wait doubles from half a second to half a minute", () => {
  const backoff = new Backoff(500, 30_000, () => 0.999999);
  const waits = [0, 1, 2, 3, 4, 5, 6, 7, 50].map((attempt) => backoff.before(attempt));
  assert.deepEqual(waits, [499, 999, 1999, 3999, 7999, 15999, 29999, 29999, 29999]);
});

test("the jitter is full: anything from nothing to the whole", () => {
  assert.equal(new Backoff(500, 30_000, () => 0).before(5), 0);
  assert.equal(new Backoff(500, 30_000, () => 0.5).before(0), 250);
});

test("failures in a row make waits grow, and a connection that held makes them small again", () =>
  Bench.with(async (bench) => {
    // Given
    bench.socket({ random: () => 0.999999 });

    // When: three connections that end at once, one that holds, and another end
    for (let number = 0; number < 3; number++) {
      (await bench.live()).close(4004);
      await bench.hears(`disconnected 4004`);
      bench.told.length = 0;
    }
    const steady = await bench.live();
    bench.clock.advance(10_000);
    steady.close(4004);
    await bench.hears("disconnected 4004");

    // Then
    assert.deepEqual(bench.waits, [499, 999, 1999, 499]);
  }));

test("after 4002 the client is back at once with a fresh token, after 4000 within three seconds", () =>
  Bench.with(async (bench) => {
    // Given
    const asked: boolean[] = [];
    const token = ({ fresh }: { fresh: boolean }) => {
      asked.push(fresh);
      return "token";
    };
    bench.socket({ random: () => 0.999999, token });

    // When
    (await bench.live()).close(4002);
    (await bench.live()).close(4000);
    await bench.hears("disconnected 4000");

    // Then
    assert.deepEqual(bench.waits, [0, 2999]);
    assert.deepEqual(asked, [false, true]);
  }));

test("a connection that cannot be made is tried again, with a fresh token", () =>
  Bench.with(async (bench) => {
    // Given
    const asked: boolean[] = [];
    const url = "ws://127.0.0.1:1";

    // When
    bench.socket({
      url,
      token: ({ fresh }) => {
        asked.push(fresh);
        return "token";
      },
    });
    await bench.hears("disconnected 1006");
    bench.clock.advance(60_000);
    bench.told.length = 0;
    await bench.hears("disconnected 1006");

    // Then: a browser does not say that it was the token
    assert.deepEqual(asked.slice(0, 2), [false, true]);
  }));

test("an application that says that it is online again does not wait", () =>
  Bench.with(async (bench) => {
    // Given
    const socket = bench.socket({ random: () => 0.999999 });
    (await bench.live()).close(4004);
    await bench.hears("disconnected 4004");
    const before = bench.clock.now();

    // When
    socket.wake();
    while (!bench.server.opened) {
      await new Promise((resolve) => setTimeout(resolve, 1));
    }

    // Then
    assert.equal(bench.clock.now(), before);
  }));
