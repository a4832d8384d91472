import assert from "node:assert/strict";
import { test } from "node:test";
import { ParleyError } from "../src/index.js";
import { Bench } from "./support/bench.js";

test("a token is replaced a minute before it ends", () =>
  Bench.with(async (bench) => {
    // Given
    let number = 0;
    bench.socket({ token: () => `t${++number}` });
    const peer = await bench.live({ tokenExpiresAt: bench.in(300_000) });

    // When
    for (let second = 0; second < 239; second++) {
      bench.clock.advance(1_000);
      peer.send({ type: "pong" });
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await bench.settle();
    assert.deepEqual(
      peer.frames.filter(({ type }) => type === "token"),
      [],
    );
    bench.clock.advance(1_100);

    // Then
    assert.deepEqual(await peer.next("token"), { type: "token", token: "t2" });
  }));

test("a token callback that fails costs no connection, and is asked again", () =>
  Bench.with(async (bench) => {
    // Given
    let asked = 0;
    bench.socket({
      token: () => {
        if (++asked === 2) {
          throw new Error("Keycloak is away");
        }
        return `t${asked}`;
      },
    });
    const peer = await bench.live({ tokenExpiresAt: bench.in(61_000) });

    // When
    bench.clock.advance(1_100);
    await bench.settle();
    peer.send({ type: "pong" });
    await bench.settle();
    bench.clock.advance(10_000);

    // Then
    assert.deepEqual(await peer.next("token"), { type: "token", token: "t3" });
    assert.deepEqual(bench.told, ["ready"]);
  }));

test("the same token again is not sent", () =>
  Bench.with(async (bench) => {
    bench.socket({ token: () => "kept" });
    const peer = await bench.live({ tokenExpiresAt: bench.in(60_100) });
    bench.clock.advance(15_000);
    await bench.settle();
    assert.deepEqual(
      peer.frames.filter(({ type }) => type === "token"),
      [],
    );
  }));

test("a token that lives shorter than the time ahead is replaced half-way", () =>
  Bench.with(async (bench) => {
    let number = 0;
    bench.socket({ token: () => `t${++number}` });
    const peer = await bench.live({ tokenExpiresAt: bench.in(20_000) });
    bench.clock.advance(9_000);
    await bench.settle();
    assert.deepEqual(
      peer.frames.filter(({ type }) => type === "token"),
      [],
    );
    bench.clock.advance(1_100);
    assert.deepEqual(await peer.next("token"), { type: "token", token: "t2" });
  }));

test("a token callback that says unauthenticated ends the socket; one that fails otherwise is asked again", () =>
  Bench.with(async (bench) => {
    // Given
    const failures = [new Error("network"), new ParleyError("unauthenticated", "log in again")];
    bench.socket({
      token: () => {
        throw failures.shift();
      },
    });

    // When
    await bench.hears("disconnected 1006");
    bench.clock.advance(1_000);

    // Then
    await bench.hears("closed 4502");
    assert.deepEqual(failures, []);
  }));
