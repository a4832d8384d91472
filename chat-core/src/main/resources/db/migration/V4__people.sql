-- What is known of users besides their messages: how far they have received, who is banned, what they want hidden, when they
-- were last online, and which sessions have ended. Runs online: no table is rewritten or scanned.

-- Everything up to here has reached a device of the member. Read as greatest(read_seq, delivered_seq): who has read has it.
alter table subscription add column delivered_seq bigint not null default 0;

-- Markers move often and no index names them: with room on the page PostgreSQL does it in place (HOT), as for chats.
alter table subscription set (fillfactor = 80);

-- Who may not be in an application; also of somebody who is no member. It is over when until has passed, without anybody
-- writing it.
create table application_ban (
    application_id uuid           not null references application on delete cascade,
    user_id        text           not null references directory_user,
    reason         text check (char_length(reason) between 1 and 500),
    since          timestamptz(3) not null,
    until          timestamptz(3),
    primary key (application_id, user_id)
);

-- What users chose in an application; no row: as it is by default.
create table user_settings (
    application_id  uuid    not null references application on delete cascade,
    user_id         text    not null references directory_user,
    presence_hidden boolean not null default false,
    primary key (application_id, user_id)
);

create table blocked_user (
    application_id uuid           not null references application on delete cascade,
    user_id        text           not null references directory_user,
    blocked_id     text           not null references directory_user,
    since          timestamptz(3) not null,
    primary key (application_id, user_id, blocked_id)
);

-- When users were last online. Updated again and again, in place (HOT): a table of its own, whose rows are small and whose
-- one index names nothing that changes.
create table last_seen (
    application_id uuid           not null,
    user_id        text           not null,
    seen_at        timestamptz(3) not null,
    primary key (application_id, user_id)
) with (fillfactor = 60);

-- Sessions that ended at the identity provider before their access tokens expire. Kept for longer than these live.
create table revoked_session (
    user_id     text           not null,
    -- The sid of OpenID Connect; empty: all of the user's sessions.
    session     text           not null,
    -- What was issued until then is good no more.
    at          timestamptz(3) not null,
    recorded_at timestamptz(3) not null,
    primary key (user_id, session)
);
create index revoked_session_recorded on revoked_session (recorded_at);
