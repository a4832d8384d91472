-- What messages said before they were edited, and messages that a user has deleted for oneself. New tables: nothing waits.

create table message_edit (
    chat_key   bigint         not null,
    seq        bigint         not null,
    -- The rev at which this was replaced.
    rev        bigint         not null,
    text       text,
    metadata   json,
    written_at timestamptz(3) not null,
    primary key (chat_key, seq, rev)
);

create table hidden_message (
    chat_key  bigint         not null,
    user_id   text           not null,
    seq       bigint         not null,
    rev       bigint         not null,
    hidden_at timestamptz(3) not null,
    primary key (chat_key, user_id, seq),
    -- It is a change of the chat, for this user only.
    unique (chat_key, rev)
);
