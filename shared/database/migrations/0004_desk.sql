-- Bearer tokens of officers' tools and partner agencies, scoped to desks.
CREATE TABLE desk.tokens (
    id         uuid        PRIMARY KEY,
    name       text        NOT NULL UNIQUE, -- whose token it is; written to the access log
    token_hash bytea       NOT NULL UNIQUE, -- SHA-256 of the bearer token
    desks      text[]      NOT NULL,        -- the desks it may see
    created_at timestamptz NOT NULL DEFAULT now(),
    revoked_at timestamptz                  -- set: no longer accepted
);

-- The work on one ticket. Made when its message reaches the desk (Diterima).
CREATE TABLE desk.cases (
    ticket_number    text        PRIMARY KEY,
    submitted_on     date        NOT NULL, -- leads to the ticket's partition
    ticket_id        uuid        NOT NULL, -- binds the sealed data
    form             text        NOT NULL, -- catalogue code
    desk             text        NOT NULL, -- whose it is now
    stage            text        NOT NULL CHECK (stage IN ('submitted', 'received', 'processing', 'answered')), -- submitted: on its way to another desk
    submitted_at     timestamptz NOT NULL,
    answer_due_at    timestamptz NOT NULL,
    claimed_by       uuid        REFERENCES desk.tokens (id), -- who works on it
    claim_expires_at timestamptz           -- from then on others may take it
);
CREATE INDEX cases_by_deadline ON desk.cases (desk, stage, answer_due_at, ticket_number);

-- Every change of stage, as the applicant sees it.
CREATE TABLE desk.timeline (
    id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ticket_number text        NOT NULL,
    stage         text        NOT NULL,
    desk          text        NOT NULL, -- where it happened
    at            timestamptz NOT NULL
);
CREATE INDEX timeline_ticket_number ON desk.timeline (ticket_number, id);

-- Answers; a correction is a further revision. The key makes a second first answer impossible.
CREATE TABLE desk.answers (
    ticket_number text        NOT NULL,
    revision      integer     NOT NULL CHECK (revision >= 1), -- 1: the answer, 2 and on: corrections
    body          bytea       NOT NULL, -- text, sealed with the ticket's data key
    desk          text        NOT NULL, -- which desk answered
    answered_by   uuid,                 -- token; NULL: the guidance responder
    answered_at   timestamptz NOT NULL,
    CONSTRAINT answers_once PRIMARY KEY (ticket_number, revision)
);

-- Hand-overs between desks.
CREATE TABLE desk.transfers (
    event_id       uuid        PRIMARY KEY, -- the message that carries it
    ticket_number  text        NOT NULL,
    from_desk      text        NOT NULL,
    to_desk        text        NOT NULL,
    reason         bytea       NOT NULL, -- text, sealed with the ticket's data key
    transferred_by uuid        NOT NULL, -- token
    transferred_at timestamptz NOT NULL
);
CREATE INDEX transfers_ticket_number ON desk.transfers (ticket_number);

-- Who read what. Services can only add to it.
CREATE TABLE desk.access_log (
    id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at            timestamptz NOT NULL DEFAULT now(),
    token_id      uuid        NOT NULL, -- who
    action        text        NOT NULL, -- read_ticket, read_document, claim, answer, transfer
    ticket_number text        NOT NULL,
    document      text                  -- kind, when a document was read
);
CREATE INDEX access_log_ticket_number ON desk.access_log (ticket_number);

-- Messages seen by the desks' consumers, as routing.inbox.
CREATE TABLE desk.inbox (
    event_id   uuid        PRIMARY KEY,
    queue      text        NOT NULL,
    attempts   integer     NOT NULL DEFAULT 1,
    first_seen timestamptz NOT NULL DEFAULT now(),
    done_at    timestamptz
);
CREATE INDEX inbox_first_seen ON desk.inbox (first_seen);

-- Messages that wait for the broker, as intake.outbox.
CREATE TABLE desk.outbox (
    event_id     uuid        PRIMARY KEY,
    exchange     text        NOT NULL,
    routing_key  text        NOT NULL,
    body         jsonb       NOT NULL,
    traceparent  text,
    created_at   timestamptz NOT NULL DEFAULT now(),
    leased_until timestamptz NOT NULL DEFAULT '-infinity',
    attempts     integer     NOT NULL DEFAULT 0
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_cost_delay = 0);

GRANT SELECT ON desk.tokens TO helpdesk_answer;
GRANT SELECT, INSERT, UPDATE ON desk.cases TO helpdesk_answer;
GRANT SELECT, INSERT ON desk.timeline, desk.answers, desk.transfers TO helpdesk_answer;
GRANT INSERT ON desk.access_log TO helpdesk_answer;
GRANT SELECT, INSERT, UPDATE, DELETE ON desk.inbox, desk.outbox TO helpdesk_answer;
