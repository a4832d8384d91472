import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { incoming } from "../src/protocol/incoming.js";
import { samples } from "./generated/golden.js";

const golden = new URL("../../../chat-contract/src/test/resources/golden/", import.meta.url);

test("every sample of the socket has a type", () => {
  // Given
  const files = readdirSync(golden).filter((file) => /^(client|server|event)-.*\.json$/.test(file));

  // Then: what is in `samples` was checked by the compiler, member by member
  assert.ok(files.length > 30);
  assert.deepEqual(
    files.filter((file) => !Object.hasOwn(samples, file)),
    [],
  );
});

for (const [file, sample] of Object.entries(samples)) {
  test(`${file} is what the server reads and writes`, () => {
    assert.deepEqual(JSON.parse(JSON.stringify(sample)), JSON.parse(readFileSync(new URL(file, golden), "utf8")));
  });
}

for (const [file, sample] of Object.entries(samples).filter(([name]) => /^(server|event)-/.test(name))) {
  test(`${file} is known for what it is`, () => {
    // When
    const read = incoming(JSON.stringify(sample));

    // Then
    const expected = file.startsWith("event-") ? { kind: "event", event: sample } : { kind: "frame", frame: sample };
    assert.deepEqual(read, expected);
  });
}
