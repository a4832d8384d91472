// A chat server as one would write it with Socket.IO 4 and PostgreSQL: authenticated, members only, stored before it is
// acknowledged and delivered, each message once. ./chat bench compares Parley with it.
//
//   node server.js single|batched PORT JWKS-FILE ISSUER AUDIENCE
//
// PostgreSQL is named by PGHOST, PGPORT, PGUSER, PGPASSWORD and PGDATABASE, and has the tables of schema.sql. Port 0 takes
// a free one. It says "ready PORT" on standard output once it listens.
//
// One process, so one core for JavaScript; PostgreSQL works on another. A second core would be used by a second process
// behind sticky sessions, with an adapter (Redis, or PostgreSQL's NOTIFY) that carries each message between them, and with
// the order of a chat's messages no longer given in memory.

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createLocalJWKSet, jwtVerify } from 'jose';
import pg from 'pg';
import { Server } from 'socket.io';
import { storeBatched, storeEach } from './store.js';

const STORES = { single: storeEach, batched: storeBatched };
const [mode, port, jwks, issuer, audience] = process.argv.slice(2);
if (!Object.hasOwn(STORES, mode) || audience === undefined) {
  console.error('Usage: node server.js single|batched PORT JWKS-FILE ISSUER AUDIENCE');
  process.exit(2);
}

const pool = new pg.Pool({ max: 10 });
pool.on('error', (error) => console.error('an idle connection to PostgreSQL failed:', error.message));

/** Chats by id, and each user's chats: loaded once, as nobody joins or leaves while it is measured. */
async function load() {
  const chats = new Map();
  const chatsOf = new Map();
  const { rows } = await pool.query(
    `select chat.key, chat.id, coalesce((select max(seq) from message where chat_key = chat.key), 0) as last_seq,
            array(select user_id from subscription where chat_key = chat.key) as members
       from chat`,
  );
  for (const row of rows) {
    const chat = {
      key: row.key,
      id: row.id,
      members: new Set(row.members),
      lastSeq: Number(row.last_seq),
      tail: Promise.resolve(),
    };
    chats.set(chat.id, chat);
    for (const user of chat.members) {
      if (!chatsOf.has(user)) chatsOf.set(user, []);
      chatsOf.get(user).push(chat.id);
    }
  }
  return { chats, chatsOf };
}

const { chats, chatsOf } = await load();
const keys = createLocalJWKSet(JSON.parse(readFileSync(jwks, 'utf8')));
const store = STORES[mode](pool);

const http = createServer();
const io = new Server(http, {
  transports: ['websocket'],
  perMessageDeflate: false,
  serveClient: false,
});

// As Socket.IO's guide to memory usage says: the request is not needed any more.
io.engine.on('connection', (connection) => {
  connection.request = null;
});

io.use((socket, next) => {
  jwtVerify(socket.handshake.auth.token ?? '', keys, { issuer, audience, algorithms: ['RS256'] }).then(
    ({ payload }) => {
      socket.data.user = payload.sub;
      next();
    },
    () => next(new Error('unauthorized')),
  );
});

async function send(user, { chat: id, clientId, text }) {
  const chat = chats.get(id);
  if (!chat?.members.has(user)) return { error: 'forbidden' };
  if (typeof clientId !== 'string' || typeof text !== 'string') return { error: 'malformed' };
  const message = { chat, sender: user, clientId, text, createdAt: new Date() };
  const { seq, repeated } = await store(message);
  if (!repeated) {
    io.to(id).emit('message', { chat: id, seq, sender: user, clientId, text, createdAt: message.createdAt });
  }
  return { seq };
}

io.on('connection', (socket) => {
  const { user } = socket.data;
  socket.join(chatsOf.get(user) ?? []);
  socket.on('send', (message, acknowledge) => {
    if (typeof acknowledge !== 'function') return;
    send(user, message ?? {}).then(acknowledge, (error) => {
      console.error('a message could not be stored:', error.message);
      acknowledge({ error: 'unavailable' });
    });
  });
});

for (const signal of ['SIGTERM', 'SIGINT']) {
  process.once(signal, () => {
    io.close(() => pool.end().finally(() => process.exit(0)));
  });
}

http.listen(Number(port), '127.0.0.1', () => console.log(`ready ${http.address().port}`));
