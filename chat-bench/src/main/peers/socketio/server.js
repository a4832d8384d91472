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

/** The chats whose members are or were connected, by id. */
const chats = new Map();

const CHATS_OF_USER = {
  name: 'chats-of-user',
  text: `select chat.key, chat.id, (select max(seq) from message where chat_key = chat.key) as last_seq
           from subscription join chat on chat.key = subscription.chat_key
          where user_id = $1`,
};

/** A user's chats by id: read once for each connection, as nobody joins or leaves while it is measured. */
async function chatsOf(user) {
  const { rows } = await pool.query({ ...CHATS_OF_USER, values: [user] });
  return new Map(
    rows.map(({ key, id, last_seq: lastSeq }) => {
      // Who knows a chat already knows better how far it is.
      if (!chats.has(id)) chats.set(id, { key, id, lastSeq: Number(lastSeq), tail: Promise.resolve() });
      return [id, chats.get(id)];
    }),
  );
}

const keys = createLocalJWKSet(JSON.parse(readFileSync(jwks, 'utf8')));
const store = STORES[mode](pool);
// Better not to start at all than to refuse everybody.
await pool.query('select 1');

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

async function authenticate(socket) {
  const { payload } = await jwtVerify(socket.handshake.auth.token ?? '', keys, {
    issuer,
    audience,
    algorithms: ['RS256'],
  });
  socket.data.user = payload.sub;
}

io.use((socket, next) => {
  authenticate(socket).then(
    () => next(),
    () => next(new Error('unauthorized')),
  );
});

io.use((socket, next) => {
  chatsOf(socket.data.user).then(
    (its) => {
      socket.data.chats = its;
      next();
    },
    (error) => {
      console.error('chats could not be read:', error.message);
      next(new Error('unavailable'));
    },
  );
});

async function send({ user, chats: its }, { chat: id, clientId, text }) {
  const chat = its.get(id);
  if (chat === undefined) return { error: 'forbidden' };
  if (typeof clientId !== 'string' || typeof text !== 'string') return { error: 'malformed' };
  const message = { chat, sender: user, clientId, text, createdAt: new Date() };
  const { seq, repeated } = await store(message);
  if (!repeated) {
    io.to(id).emit('message', { chat: id, seq, sender: user, clientId, text, createdAt: message.createdAt });
  }
  return { seq };
}

io.on('connection', (socket) => {
  socket.join([...socket.data.chats.keys()]);
  socket.on('send', (message, acknowledge) => {
    if (typeof acknowledge !== 'function') return;
    send(socket.data, message ?? {}).then(acknowledge, (error) => {
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
