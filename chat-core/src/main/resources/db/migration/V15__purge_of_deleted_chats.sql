-- Deleted chats whose messages are still there. A table of its own: no index may name what changes in a chat's row (see V2).
create table chat_purge (
    chat_key bigint         primary key,
    due_at   timestamptz(3) not null
);
create index chat_purge_due on chat_purge (due_at);

insert into chat_purge (chat_key, due_at)
select key, deleted_at + interval '1 day' from chat where deleted_at is not null;
