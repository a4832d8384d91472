-- What requests with an Idempotency-Key were answered. A new table: nothing waits.
create table idempotency_key (
    -- A hash of the caller and the key, with which the answer is encrypted: the key itself is nowhere.
    id          bytea          not null primary key check (octet_length(id) = 32),
    -- A hash of the request.
    fingerprint bytea          not null check (octet_length(fingerprint) = 32),
    answer      bytea          not null,
    created_at  timestamptz(3) not null
);
create index idempotency_key_oldest on idempotency_key (created_at);
