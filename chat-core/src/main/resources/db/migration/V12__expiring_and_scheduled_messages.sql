-- Messages that delete themselves, and messages that are sent later. New tables: nothing waits.

create table message_expiry (
    chat_key   bigint         not null,
    seq        bigint         not null,
    expires_at timestamptz(3) not null,
    primary key (chat_key, seq)
);
create index message_expiry_due on message_expiry (expires_at);

create table scheduled_message (
    id             uuid           not null primary key,
    application_id uuid           not null references application on delete cascade,
    chat_id        text           not null,
    sender         text           not null,
    -- With it, a message that was sent before its row was removed is stored once all the same.
    client_id      text           not null,
    body           json           not null,
    send_at        timestamptz(3) not null,
    created_at     timestamptz(3) not null,
    -- Why it was refused when its time had come.
    failed_code    text,
    failed_detail  text,
    unique (application_id, chat_id, sender, client_id)
);
create index scheduled_message_due on scheduled_message (send_at) where failed_code is null;
create index scheduled_message_of_sender on scheduled_message (application_id, sender, send_at, id);
