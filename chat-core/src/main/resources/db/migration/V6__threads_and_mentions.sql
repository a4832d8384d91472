-- Replies and mentions. Columns are nullable, and what is looked up has tables of its own: no index of message is touched, and
-- storing a message that neither answers nor calls anybody writes nothing more than before.

alter table message
    -- What only some messages have, as on the wire: see io.parley.core.timeline.Extras.
    add column extras  json,
    -- Of one that began a thread: how it stands, as on the wire.
    add column replies json;

-- Who answers whom, by the message that began the thread.
create table thread_reply (
    chat_key bigint  not null,
    thread   bigint  not null,
    seq      bigint  not null,
    -- Whether it is in the thread's count: everyone who may see the thread's first message may see it, and it was not deleted.
    counted  boolean not null,
    primary key (chat_key, thread, seq)
);

-- Whom messages call: 'user:' and an id, 'role:' and a role, or 'everyone'.
create table mention (
    chat_key bigint not null,
    target   text   not null,
    seq      bigint not null,
    primary key (chat_key, target, seq)
);
create index mention_of_message on mention (chat_key, seq);
