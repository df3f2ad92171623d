-- Rules override the catalogue's default desk. Form and region beat form, form beats region; the longer prefix wins.
CREATE TABLE routing.rules (
    id            integer     GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    form          text        CHECK (form ~ '^[0-9]{2}$'),            -- catalogue code; NULL: every form
    region_prefix text        CHECK (region_prefix ~ '^[0-9]{2,6}$'), -- first digits of the NIK; NULL: every region
    desk          text        NOT NULL, -- where matching submissions go
    note          text        NOT NULL DEFAULT '', -- why, for the next operator
    created_at    timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT rules_match_something CHECK (form IS NOT NULL OR region_prefix IS NOT NULL),
    CONSTRAINT rules_one_per_match UNIQUE NULLS NOT DISTINCT (form, region_prefix)
);

-- Messages seen by the router: counts attempts before the work, remembers what is done.
CREATE TABLE routing.inbox (
    event_id   uuid        PRIMARY KEY,
    queue      text        NOT NULL, -- where it was consumed
    attempts   integer     NOT NULL DEFAULT 1,
    first_seen timestamptz NOT NULL DEFAULT now(),
    done_at    timestamptz           -- set: a redelivery is only acknowledged
);
CREATE INDEX inbox_first_seen ON routing.inbox (first_seen);

-- Which desk each submission was sent to, and why.
CREATE TABLE routing.dispatches (
    event_id      uuid        PRIMARY KEY,
    ticket_number text        NOT NULL,
    desk          text        NOT NULL,
    rule_id       integer,              -- the rule that decided; NULL: the catalogue's default
    dispatched_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX dispatches_ticket_number ON routing.dispatches (ticket_number);

GRANT SELECT ON routing.rules TO helpdesk_router;
GRANT SELECT, INSERT, UPDATE, DELETE ON routing.inbox TO helpdesk_router;
GRANT SELECT, INSERT ON routing.dispatches TO helpdesk_router;
