-- What a user has begun to write in a chat, on whichever device.
create table draft (
    user_id        text           not null,
    chat_key       bigint         not null,
    application_id uuid           not null references application on delete cascade,
    text           text           not null,
    reply_to       bigint,
    metadata       json,
    updated_at     timestamptz(3) not null,
    primary key (user_id, chat_key)
);
create index draft_of_user on draft (user_id, application_id, updated_at, chat_key);
create index draft_of_chat on draft (chat_key);
