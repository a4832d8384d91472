-- What is known of users besides their messages: how far they have received, who is banned, what they want hidden, when they
-- were last online, and which sessions have ended. Runs online: no table is rewritten or scanned.

-- Everything up to here has reached a device of the member. Read as greatest(read_seq, delivered_seq): who has read has it.
alter table subscription add column delivered_seq bigint not null default 0;

-- Markers move often and no index names them: with room on the page PostgreSQL does it in place (HOT), as for chats.
alter table subscription set (fillfactor = 80);
