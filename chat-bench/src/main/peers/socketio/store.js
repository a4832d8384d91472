// The messages in PostgreSQL, stored in one of two ways. Both give each chat's messages their seq in order and without
// holes, and resolve only once the row is committed. A message whose (chat, sender, clientId) is known already is not
// stored again: it resolves to what the first one got, with `repeated` set.

const UNIQUE_VIOLATION = '23505';

const COLUMNS = 'insert into message (chat_key, seq, sender, client_id, text, created_at) ';

const INSERT_ONE = { name: 'insert-one', text: COLUMNS + 'values ($1, $2, $3, $4, $5, $6)' };

// Always the same text whatever the number of rows, so that it is planned once.
const INSERT_MANY = {
  name: 'insert-many',
  text:
    COLUMNS +
    'select * from unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::timestamptz[])',
};

const FIND = {
  name: 'find',
  text: `select chat_key, sender, client_id, seq
           from message join unnest($1::bigint[], $2::text[], $3::text[]) as wanted (chat_key, sender, client_id)
          using (chat_key, sender, client_id)`,
};

const identity = (chatKey, sender, clientId) => JSON.stringify([String(chatKey), sender, clientId]);

const identityOf = (message) => identity(message.chat.key, message.sender, message.clientId);

async function known(pool, messages) {
  const { rows } = await pool.query({
    ...FIND,
    values: [
      messages.map((message) => message.chat.key),
      messages.map((message) => message.sender),
      messages.map((message) => message.clientId),
    ],
  });
  return new Map(rows.map((row) => [identity(row.chat_key, row.sender, row.client_id), Number(row.seq)]));
}

/** One INSERT for each message, committed by itself. A chat's messages follow one another; chats do not wait. */
export function storeEach(pool) {
  const insert = async (message) => {
    const { chat, sender, clientId, text, createdAt } = message;
    const seq = chat.lastSeq + 1;
    try {
      await pool.query({ ...INSERT_ONE, values: [chat.key, seq, sender, clientId, text, createdAt] });
      chat.lastSeq = seq;
      return { seq, repeated: false };
    } catch (error) {
      if (error.code !== UNIQUE_VIOLATION) throw error;
      const found = (await known(pool, [message])).get(identityOf(message));
      if (found === undefined) throw error;
      return { seq: found, repeated: true };
    }
  };
  return (message) => {
    const stored = message.chat.tail.then(() => insert(message));
    // Who comes next does not fail because this one did.
    message.chat.tail = stored.catch(() => {});
    return stored;
  };
}

/**
 * What arrives within a few milliseconds is one INSERT. One batch at a time: what arrives meanwhile is the next, so that
 * batches grow with the load.
 */
export function storeBatched(pool, { lingerMillis = 5, most = 500 } = {}) {
  let waiting = [];
  let timer = null;
  // Somebody has waited long enough, and is stored as soon as the batch before is.
  let due = false;
  let busy = false;

  const insert = async (batch) => {
    const last = new Map();
    const seqs = batch.map(({ message: { chat } }) => {
      const seq = (last.get(chat) ?? chat.lastSeq) + 1;
      last.set(chat, seq);
      return seq;
    });
    const column = (of) => batch.map(({ message }) => of(message));
    await pool.query({
      ...INSERT_MANY,
      values: [
        column((message) => message.chat.key),
        seqs,
        column((message) => message.sender),
        column((message) => message.clientId),
        column((message) => message.text),
        column((message) => message.createdAt),
      ],
    });
    last.forEach((seq, chat) => (chat.lastSeq = seq));
    batch.forEach(({ resolve }, index) => resolve({ seq: seqs[index], repeated: false }));
  };

  const withoutRepeated = async (batch) => {
    const found = await known(pool, batch.map(({ message }) => message));
    const first = new Map();
    for (const entry of batch) {
      const id = identityOf(entry.message);
      if (found.has(id)) entry.resolve({ seq: found.get(id), repeated: true });
      else if (first.has(id)) first.get(id).again.push(entry);
      else first.set(id, Object.assign(entry, { again: [] }));
    }
    return [...first.values()];
  };

  const store = async (batch) => {
    try {
      await insert(batch);
    } catch (error) {
      if (error.code !== UNIQUE_VIOLATION) throw error;
      const rest = await withoutRepeated(batch);
      if (rest.length > 0) await insert(rest);
      // The same message twice in one batch: its second is answered as any later one would be.
      const again = rest.flatMap((entry) => entry.again);
      if (again.length > 0) await withoutRepeated(again);
    }
  };

  const flush = async () => {
    clearTimeout(timer);
    timer = null;
    due = false;
    busy = true;
    const batch = waiting.splice(0, most);
    try {
      await store(batch);
    } catch (error) {
      batch.forEach(({ reject }) => reject(error));
    }
    busy = false;
    schedule();
  };

  const schedule = () => {
    if (waiting.length === 0) return;
    if (!busy && (due || waiting.length >= most)) {
      flush();
    } else if (timer === null && !due) {
      timer = setTimeout(() => {
        timer = null;
        due = true;
        schedule();
      }, lingerMillis);
    }
  };

  return (message) =>
    new Promise((resolve, reject) => {
      waiting.push({ message, resolve, reject });
      schedule();
    });
}
