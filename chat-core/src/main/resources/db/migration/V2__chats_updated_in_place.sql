-- Each batch updates the rows of its chats. PostgreSQL does that in place (HOT), without touching any index, only while no
-- index names a column that changes: so none may. See docs/adr/0013.

-- When the sweeper is to look whether all of the chat is published; null: there is nothing to look for. Set when a quiet
-- chat changes, moved on at most once a second while it is busy, and cleared once it is quiet again.
alter table chat add column check_at timestamptz(3);
update chat set check_at = now() where published_rev < last_rev;
create index chat_check on chat (check_at) where check_at is not null;

drop index chat_unpublished;
-- The chats of an application are listed newest first, by key.
drop index chat_application_active;

-- Room on each page for the rows' next versions.
alter table chat set (fillfactor = 60);

-- Messages are written under the lock of their chat's row, so that a foreign key has nothing to add; it is a quarter of
-- what storing a message costs.
alter table message drop constraint message_chat_key_fkey;
