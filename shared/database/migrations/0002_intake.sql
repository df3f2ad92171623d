-- Accepted submissions. A row here is the promise that the ticket exists; its commit is the moment of acceptance.
CREATE TABLE intake.tickets (
    submitted_on  date        NOT NULL, -- day of submission in WIB, as in the ticket number; the partition key
    number        text        NOT NULL, -- ticket number CCYYYYMMDDNNNNN in canonical form
    id            uuid        NOT NULL, -- binds the sealed data to this ticket; never shown
    form          text        NOT NULL CHECK (form ~ '^[0-9]{2}$'), -- catalogue code
    channel_id    uuid        NOT NULL, -- the assisted channel that filed it
    submitted_at  timestamptz NOT NULL, -- moment of acceptance
    answer_due_at timestamptz NOT NULL, -- promised answer: 2 x 24 hours later
    region        text        NOT NULL CHECK (region ~ '^[0-9]{6}$'), -- first six digits of the NIK: a routing fact
    hints         text[]      NOT NULL DEFAULT '{}', -- triage hints for the officer, codes only
    nik_index     bytea,                -- blind index of the NIK (HMAC-SHA-256); NULL once erased
    data_key      bytea,                -- this ticket's data key, wrapped; NULL once erased
    content       bytea,                -- the fields as JSON, sealed with the data key; NULL once erased
    documents     jsonb       NOT NULL DEFAULT '[]', -- [{kind, media_type, offset, length}] within the object
    object_key    text,                 -- S3 object holding all sealed documents; NULL when there are none
    erased_at     timestamptz,          -- set when the data key was destroyed
    PRIMARY KEY (submitted_on, number)
) PARTITION BY RANGE (submitted_on);

-- The sweep asks by id which objects have a ticket. Ids are time-ordered, so new entries go to the index's end.
CREATE INDEX tickets_id ON intake.tickets (id);

-- Rows of a month whose partition is missing are kept here, never refused.
CREATE TABLE intake.tickets_default PARTITION OF intake.tickets DEFAULT;

-- Makes the monthly partitions from `first` on; safe to call often. Returns how many were made.
CREATE FUNCTION intake.ensure_partitions(first date, months integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    month date := date_trunc('month', first)::date;
    made integer := 0;
    partition text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('intake.ensure_partitions'));
    FOR i IN 1..LEAST(months, 60) LOOP
        partition := 'tickets_' || to_char(month, 'YYYY_MM');
        IF to_regclass('intake.' || partition) IS NULL THEN
            EXECUTE format('CREATE TABLE intake.%I PARTITION OF intake.tickets FOR VALUES FROM (%L) TO (%L)',
                           partition, month, (month + interval '1 month')::date);
            made := made + 1;
        END IF;
        month := (month + interval '1 month')::date;
    END LOOP;
    RETURN made;
END
$$;
REVOKE ALL ON FUNCTION intake.ensure_partitions(date, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION intake.ensure_partitions(date, integer) TO helpdesk_intake;

-- Ticket numbers are leased in blocks so that this row is touched once per block and process.
CREATE TABLE intake.number_blocks (
    form          text    NOT NULL, -- catalogue code
    day           date    NOT NULL, -- WIB day
    next_sequence integer NOT NULL, -- first sequence of the next block
    PRIMARY KEY (form, day)
);

-- Messages that wait for the broker. Sent rows are deleted, so the table is as small as the backlog.
CREATE TABLE intake.outbox (
    event_id     uuid        PRIMARY KEY, -- id of the message; time-ordered (UUIDv7)
    exchange     text        NOT NULL,    -- where to publish
    routing_key  text        NOT NULL,
    body         jsonb       NOT NULL,    -- ids, times and routing facts; never personal data
    traceparent  text,                    -- W3C trace context of the request that caused it
    created_at   timestamptz NOT NULL DEFAULT now(),
    leased_until timestamptz NOT NULL DEFAULT '-infinity', -- a relay works on it until then
    attempts     integer     NOT NULL DEFAULT 0            -- how often a relay took it
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_cost_delay = 0);

-- A resend with the same key shows the same ticket.
CREATE TABLE intake.idempotency_keys (
    key_hash      bytea       NOT NULL, -- SHA-256 over channel and key
    content_index bytea       NOT NULL, -- keyed hash of the whole submission: tells a resend from another content
    ticket_number text        NOT NULL,
    created_at    timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT idempotency_keys_pkey PRIMARY KEY (key_hash)
);
CREATE INDEX idempotency_keys_created_at ON intake.idempotency_keys (created_at);
CREATE INDEX idempotency_keys_ticket_number ON intake.idempotency_keys (ticket_number);

-- Assisted channels (call centre, kiosk) that may file over the API.
CREATE TABLE intake.channel_tokens (
    id         uuid        PRIMARY KEY,
    name       text        NOT NULL UNIQUE, -- whose token it is
    token_hash bytea       NOT NULL UNIQUE, -- SHA-256 of the bearer token
    created_at timestamptz NOT NULL DEFAULT now(),
    revoked_at timestamptz                  -- set: no longer accepted
);

GRANT SELECT, INSERT ON intake.tickets TO helpdesk_intake;
GRANT SELECT ON intake.tickets TO helpdesk_answer;
GRANT SELECT, INSERT, UPDATE ON intake.number_blocks TO helpdesk_intake;
GRANT SELECT, INSERT, UPDATE, DELETE ON intake.outbox TO helpdesk_intake;
GRANT SELECT, INSERT, DELETE ON intake.idempotency_keys TO helpdesk_intake;
GRANT SELECT ON intake.channel_tokens TO helpdesk_intake;
