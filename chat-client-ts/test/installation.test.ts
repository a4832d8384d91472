import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { WebSocket } from "ws";
import {
  MemoryStore,
  ParleyError,
  ParleyRest,
  ParleySocket,
  type Event,
  type MessageEvent,
  type ParleyListener,
  type ParleySocketOptions,
} from "../src/index.js";
import { installation, login, provision } from "./support/installation.js";
import { until } from "./support/wait.js";

const parley = installation();

/** A user at a device, with all that the socket told. */
class Device {
  readonly events: Event[] = [];
  readonly told: string[] = [];
  readonly socket: ParleySocket;
  readonly rest: ParleyRest;

  constructor(application: string, name: string, options: Partial<ParleySocketOptions> = {}) {
    const { core, realtime, search } = parley!;
    const token = login(parley!, name);
    const listener: ParleyListener = {
      event: (event) => void this.events.push(event),
      ready: () => void this.told.push("ready"),
      typing: (_chat, user, typing) => void this.told.push(`typing ${user} ${typing}`),
      presence: (users) => users.forEach(({ user, online }) => this.told.push(`presence ${user} ${online}`)),
      inbox: ({ readSeq, unread }) => void this.told.push(`inbox ${readSeq} ${unread}`),
      markers: ({ markers }) => markers?.forEach(({ user, readSeq }) => this.told.push(`marker ${user} ${readSeq}`)),
      signal: ({ user, name: what }) => void this.told.push(`signal ${what} ${user}`),
      self: ({ presenceHidden }) => void this.told.push(`self ${presenceHidden}`),
    };
    this.socket = new ParleySocket({ url: realtime, application, token, listener, webSocket: WebSocket, ...options });
    this.rest = new ParleyRest({ url: core, ...(search && { searchUrl: search }), application, token });
  }

  async live(): Promise<this> {
    this.socket.connect();
    await until(() => this.socket.state === "live", "being live");
    return this;
  }

  get messages(): MessageEvent[] {
    return this.events.filter((event): event is MessageEvent => event.type.startsWith("message."));
  }

  async hears(what: string): Promise<void> {
    await until(
      () => this.told.includes(what),
      () => `"${what}"; was told ${this.told.join(", ")}`,
    );
  }

  async sees(type: Event["type"], count = 1): Promise<Event> {
    const of = () => this.events.filter((event) => event.type === type);
    await until(
      () => of().length >= count,
      () => `${count} ${type}; saw ${this.events.map((event) => event.type).join(", ")}`,
    );
    return of()[count - 1]!;
  }
}

describe(
  "against a real installation",
  { skip: parley ? false : "PARLEY_URL_CORE, _REALTIME and _TOKEN are not set" },
  () => {
    const devices: Device[] = [];
    let application: string;
    let alice: Device;
    let bob: Device;
    let bobId: string;

    async function device(name: string, options: Partial<ParleySocketOptions> = {}): Promise<Device> {
      const made = new Device(application, name, options);
      devices.push(made);
      return made.live();
    }

    before(async () => {
      application = await provision(parley!, login(parley!, "alice"));
      const owner = new Device(application, "alice");
      await owner.rest.createChat({ id: "kitchen", title: "Kitchen" });
      bobId = (await owner.rest.subscribe("kitchen", { username: "bob" })).user;
      alice = await device("alice");
      bob = await device("bob");
    });

    after(async () => {
      await Promise.all(devices.map(({ socket }) => socket.close()));
    });

    test("a message is stored, and seen by all once", async () => {
      // When
      const ack = await alice.socket.send({ chat: "kitchen", text: "Dinner at seven?", clientId: "dinner" });
      const again = await alice.socket.send({ chat: "kitchen", text: "Dinner at seven?", clientId: "dinner" });

      // Then
      assert.equal(ack.duplicate, false);
      assert.deepEqual([again.duplicate, again.seq], [true, ack.seq]);
      await bob.sees("message.created");
      assert.equal(bob.messages.length, 1);
      assert.equal((await bob.rest.history("kitchen")).items[0]?.text, "Dinner at seven?");
    });

    test("what is refused says why", async () => {
      await assert.rejects(
        () => bob.socket.send({ chat: "kitchen", text: " " }),
        (error: ParleyError) => error.code === "invalid_request" && error.field === "text",
      );
      await assert.rejects(
        () => bob.rest.chat("attic"),
        (error: ParleyError) => error.code === "chat_not_found" && error.status === 404,
      );
    });

    test("sends go through connections that break in the middle of them, in order and once", async () => {
      // Given
      const seen = bob.messages.length;
      class Breaking extends WebSocket {
        constructor(...args: ConstructorParameters<typeof WebSocket>) {
          super(...args);
          let left = 30;
          this.on("message", () => left-- === 0 && this.terminate());
        }
      }
      const carol = await device("alice", { webSocket: Breaking });

      // When
      const texts = Array.from({ length: 200 }, (_, number) => `number ${number}`);
      await Promise.all(texts.map((text) => carol.socket.send({ chat: "kitchen", text })));

      // Then
      await until(() => bob.messages.length >= seen + texts.length, "200 messages");
      assert.deepEqual(
        bob.messages.slice(seen).map(({ message }) => message.text),
        texts,
      );
      // What had arrived before the break may have been all: then the connection comes back after it.
      await until(() => carol.told.filter((what) => what === "ready").length > 1, "another connection");
    });

    test("who watches sees presence, typing and markers; own markers reach all own devices", async () => {
      // Given
      alice.socket.watch({ chats: ["kitchen"], users: [bobId] });
      await alice.hears(`presence ${bobId} true`);
      const last = bob.messages.at(-1)!.message.seq;

      // When
      bob.socket.typing("kitchen");
      bob.socket.mark("kitchen", { readSeq: last });

      // Then
      await alice.hears(`typing ${bobId} true`);
      await alice.hears(`marker ${bobId} ${last}`);
      await bob.hears(`inbox ${last} 0`);
      bob.socket.typing("kitchen", false);
      await alice.hears(`typing ${bobId} false`);
    });

    test("signals reach who is named", async () => {
      const rings = () => alice.socket.signal("kitchen", "call.ringing", { call: "c-17" }, [bobId]);
      assert.ok(rings());
      await bob.hears(`signal call.ringing ${alice.socket.user}`);
    });

    test("edits, reactions, pins and deletions carry the whole message", async () => {
      // Given
      const { seq } = await alice.socket.send({ chat: "kitchen", text: "Soup" });

      // When
      await alice.rest.edit("kitchen", seq, { text: "Soup!" });
      await bob.rest.react("kitchen", seq, "👍");
      await alice.rest.pin("kitchen", seq);
      await alice.rest.deleteMessage("kitchen", seq);

      // Then
      const deleted = (await bob.sees("message.deleted")) as MessageEvent;
      assert.deepEqual([deleted.message.seq, deleted.message.text], [seq, undefined]);
      const edited = (await bob.sees("message.edited")) as MessageEvent;
      assert.equal(edited.message.text, "Soup!");
      await bob.sees("message.reacted");
      await bob.sees("message.pinned");
    });

    test("a chat that is deleted is told of last", async () => {
      await alice.rest.createChat({ id: "attic" });
      await alice.rest.subscribe("attic", { user: bobId });
      await alice.rest.deleteChat("attic");
      assert.equal((await bob.sees("chat.deleted")).chat, "attic");
    });

    test("what was missed while away is there before ready", async () => {
      // Given
      const store = new MemoryStore();
      const first = await device("bob", { store });
      await first.socket.close();
      const { seq } = await alice.socket.send({ chat: "kitchen", text: "While you were away" });

      // When
      const second = await device("bob", { store });

      // Then
      assert.deepEqual(
        second.messages.map(({ message }) => message.seq),
        [seq],
      );
    });

    test("a token is replaced in the open socket", async () => {
      // Given: tokens of five minutes, replaced so early that it is at once
      let asked = 0;
      const inner = login(parley!, "bob");
      const token: ParleySocketOptions["token"] = async (request) => {
        asked++;
        return inner(request);
      };

      // When
      const refreshed = await device("bob", { token, refreshAheadMillis: 292_000 });
      await until(() => asked >= 2, "a refresh");
      await refreshed.socket.send({ chat: "kitchen", text: "Still here" });

      // Then
      assert.equal(refreshed.told.filter((what) => what === "ready").length, 1);
    });

    test(
      "the inbox counts, and search finds",
      { skip: parley?.search ? false : "PARLEY_URL_SEARCH is not set" },
      async () => {
        const entry = (await bob.rest.chats()).items.find(({ chat }) => chat.id === "kitchen");
        assert.ok(entry && entry.unread >= 0 && entry.lastMessage);
        let found = 0;
        for (let attempt = 0; attempt < 20 && found === 0; attempt++) {
          await new Promise((resolve) => setTimeout(resolve, 250));
          found = (await bob.rest.search({ q: "dinner" })).total;
        }
        assert.equal(found, 1);
      },
    );
  },
);
