-- Messages and chats that change. Every column is nullable or has a constant default and no table is read or written: the
-- locks are held for a moment, and the version of the service from before goes on beside it. No check is added to columns of
-- tables that may be large, since PostgreSQL would read all of the table to verify it.

-- What a deleted message said is erased; the row stays, so that seq has no hole.
alter table message alter column text drop not null;
alter table message
    -- What the change at rev was: edited, deleted, reacted or pinned; null: it was stored then, and never changed.
    add column change      text,
    add column changed_at  timestamptz(3),
    -- The rev at which it was stored, once it has changed: what a repeated send is answered.
    add column created_rev bigint,
    add column edited_at   timestamptz(3),
    add column deleted_at  timestamptz(3),
    -- As on the wire: counts and the newest users of each. Who all reacted is in the table reaction.
    add column reactions   json,
    add column pinned_by   text,
    add column pinned_at   timestamptz(3);

-- No index may name any of these: see V2.
alter table chat
    -- The rev of the last change of a message that was there already. Caches of messages are of one such rev.
    add column changed_rev       bigint not null default 0,
    add column deleted_at        timestamptz(3),
    add column slow_mode_seconds integer;

-- When the user last sent something; written only where the chat is in slow mode.
alter table subscription add column last_sent_at timestamptz(3);

create table reaction (
    chat_key bigint  not null,
    seq      bigint  not null,
    reaction text    not null check (char_length(reaction) between 1 and 32),
    given_by text    not null,
    -- The order in which they were given.
    ord      bigint  generated always as identity,
    primary key (chat_key, seq, reaction, given_by)
);
create index reaction_newest on reaction (chat_key, seq, reaction, ord);

create table pin (
    chat_key bigint not null,
    seq      bigint not null,
    primary key (chat_key, seq)
);
