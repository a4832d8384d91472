-- The columns of Parley's message row, as far as a chat without audiences and changes needs them.
create table chat (
    key bigint generated always as identity primary key,
    id  text   not null unique
);

create table subscription (
    chat_key bigint not null references chat,
    user_id  text   not null,
    primary key (chat_key, user_id)
);
create index subscription_of_user on subscription (user_id, chat_key);

create table message (
    chat_key   bigint         not null references chat,
    seq        bigint         not null,
    sender     text           not null,
    client_id  text           not null,
    text       text           not null,
    created_at timestamptz(3) not null,
    primary key (chat_key, seq),
    unique (chat_key, sender, client_id)
);
