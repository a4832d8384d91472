-- What a member does to a chat for oneself only. Nullable or with a constant default, and named by no index: see V2.
alter table subscription
    -- Everything from here on counts as unread, though the read marker, which others see, is further.
    add column unread_seq  bigint,
    add column archived    boolean not null default false,
    -- Until when it is muted; far in the future: until that is taken back.
    add column muted_until timestamptz(3);
