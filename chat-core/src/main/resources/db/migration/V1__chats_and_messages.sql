-- The truth. The constraints carry the invariants: see docs/adr and ARCHITECTURE.md.
-- Times are to the millisecond, as they are on the wire.

-- The directory: who a subject of the realm is. Filled from tokens and from Keycloak, never authoritative.
create table directory_user (
    id           text           not null primary key check (char_length(id) between 1 and 255),
    username     text,
    display_name text,
    updated_at   timestamptz(3) not null
);
create index directory_user_username on directory_user (lower(username));

create table application (
    id         uuid           not null primary key,
    title      text check (char_length(title) between 1 and 200),
    access     text           not null default 'members' check (access in ('members', 'open')),
    owner_id   text           not null references directory_user,
    created_at timestamptz(3) not null,
    version    integer        not null default 0
);
create index application_owner on application (owner_id, created_at, id);

-- Only a SHA-256 of the token is kept: it has 190 bits of randomness, so a slow hash would add nothing.
create table application_token (
    id             uuid           not null primary key,
    application_id uuid           not null references application on delete cascade,
    hash           bytea          not null unique check (octet_length(hash) = 32),
    created_at     timestamptz(3) not null,
    expires_at     timestamptz(3)
);
create index application_token_application on application_token (application_id);

create table application_member (
    application_id uuid           not null references application on delete cascade,
    user_id        text           not null references directory_user,
    joined_at      timestamptz(3) not null,
    primary key (application_id, user_id)
);
create index application_member_user on application_member (user_id, application_id);

-- A chat's row is its outbox: what is committed but not yet published lies between published_rev and last_rev.
create table chat (
    key            bigint generated always as identity primary key,
    application_id uuid           not null references application,
    id             text           not null check (char_length(id) between 1 and 64),
    title          text check (char_length(title) between 1 and 200),
    created_at     timestamptz(3) not null,
    -- The rev of the last change of the chat's own properties; 1 is its creation.
    properties_rev bigint         not null default 1 check (properties_rev >= 1),
    last_seq       bigint         not null default 0 check (last_seq >= 0),
    last_rev       bigint         not null default 1 check (last_rev >= properties_rev),
    published_rev  bigint         not null default 0 check (published_rev between 0 and last_rev),
    -- When its last message (or itself) was created; the order of inboxes.
    active_at      timestamptz(3) not null,
    -- Since when published_rev has not moved though there is something to publish; the sweeper leaves fresh ones to
    -- whoever is publishing them.
    unpublished_since timestamptz(3) not null,
    -- Made by a message and not by a request of its own: see Command.SendMessage.receivedAt.
    implicit       boolean        not null default false,
    unique (application_id, id)
);
create index chat_application_active on chat (application_id, active_at desc, key desc);
create index chat_application_key on chat (application_id, key);
create index chat_unpublished on chat (unpublished_since) where published_rev < last_rev;

-- One that left stays as a tombstone, so that the change of leaving is found by its rev.
create table subscription (
    chat_key       bigint         not null references chat,
    user_id        text           not null references directory_user,
    application_id uuid           not null references application,
    role           text           not null check (role in ('owner', 'moderator', 'member', 'reader')),
    rev            bigint         not null check (rev >= 1),
    joined_rev     bigint         not null check (joined_rev <= rev),
    joined_seq     bigint         not null check (joined_seq >= 0),
    joined_at      timestamptz(3) not null,
    left_at        timestamptz(3),
    read_seq       bigint         not null default 0 check (read_seq >= 0),
    primary key (chat_key, user_id),
    unique (chat_key, rev)
);
create index subscription_of_user on subscription (user_id, application_id, chat_key);

-- metadata is json, not jsonb: it is kept as it came and never looked into, and jsonb refuses numbers that json allows.
create table message (
    chat_key     bigint         not null references chat,
    seq          bigint         not null check (seq >= 1),
    rev          bigint         not null check (rev >= 1),
    sender       text           not null,
    client_id    text           not null check (char_length(client_id) between 1 and 64),
    text         text           not null check (char_length(text) between 1 and 10000),
    recipients   text[] check (cardinality(recipients) between 1 and 256),
    metadata     json,
    -- SHA-256 of what the sender sent: tells a repeated send from another content under the same client_id.
    content_hash bytea          not null check (octet_length(content_hash) = 32),
    created_at   timestamptz(3) not null,
    primary key (chat_key, seq),
    unique (chat_key, sender, client_id),
    unique (chat_key, rev)
) partition by hash (chat_key);

do $$
begin
    for i in 0..15 loop
        execute format('create table message_%s partition of message for values with (modulus 16, remainder %s)', i, i);
    end loop;
end $$;
