-- What chats are about, how they behave, and who may come in by themselves. Columns are nullable or have a constant default, and
-- new tables are empty: no table is rewritten or scanned.

-- No index may name any of these: see V2.
alter table chat
    -- As on the wire: io.parley.contract.event.ChatAbout and ChatSettings; null: nothing, and all as by default.
    add column about    json,
    add column settings json,
    -- The one chat of two people, see direct_chat.
    add column direct   boolean not null default false;

-- The first message that the member may see; null: all.
alter table subscription add column from_seq bigint;

-- Two people have one chat, also when both create it at once. user_a < user_b.
create table direct_chat (
    application_id uuid   not null,
    user_a         text   not null collate "C",
    user_b         text   not null collate "C",
    chat_key       bigint not null unique,
    primary key (application_id, user_a, user_b),
    check (user_a < user_b)
);

-- Chats that users of the application find and join: under each beginning of a word of their titles, in lower case.
create table listed_chat (
    application_id uuid   not null,
    name           text   not null collate "C",
    chat_key       bigint not null,
    primary key (application_id, name, chat_key)
);
create index listed_chat_of_chat on listed_chat (chat_key);

-- Only a SHA-256 of an invite's token is kept: see application_token.
create table invite (
    id         uuid           not null primary key,
    chat_key   bigint         not null,
    hash       bytea          not null unique check (octet_length(hash) = 32),
    role       text           not null,
    created_by text           not null,
    created_at timestamptz(3) not null,
    expires_at timestamptz(3),
    max_uses   integer,
    uses       integer        not null default 0
);
create index invite_of_chat on invite (chat_key, created_at, id);

create table join_request (
    chat_key bigint         not null,
    user_id  text           not null references directory_user,
    note     text,
    asked_at timestamptz(3) not null,
    primary key (chat_key, user_id)
);
create index join_request_oldest on join_request (chat_key, asked_at, user_id);
