// Run against `./chat up`: APPLICATION=<id> TOKEN=<access token> node build/examples/node.js
import { WebSocket } from "ws";
import { ParleySocket } from "../src/index.js";

const socket = new ParleySocket({
  url: process.env["REALTIME"] ?? "ws://127.0.0.1:8081",
  application: process.env["APPLICATION"]!,
  token: () => process.env["TOKEN"]!,
  webSocket: WebSocket, // Node 22 and browsers have one of their own
  listener: {
    event: (event) => console.log(event.chat, event.rev, event.type),
    reset: ({ chat }) => console.log(chat, "is to be read anew"),
    closed: ({ code, reason }) => console.log("closed:", code, reason),
  },
}).connect();

const ack = await socket.send({ chat: "general", text: "Hello from Node" });
console.log("stored as", ack.seq);
await socket.close();
