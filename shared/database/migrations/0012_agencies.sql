-- Partner agencies whose own systems work on tickets: they consume their desk's queue and report by messages or over HTTPS.

-- An agency: a token that sees its desks' tickets, and a RabbitMQ user `agency.<name>`. Written by `helpdesk agency`.
CREATE TABLE desk.agencies (
    name       text        PRIMARY KEY CHECK (name ~ '^[a-z][a-z0-9-]{1,30}$'), -- part of its RabbitMQ user and of its queue's name
    token_id   uuid        NOT NULL UNIQUE REFERENCES desk.tokens (id), -- what it does is done by this token; its desks are the agency's
    created_at timestamptz NOT NULL DEFAULT now(), -- when the operator added it
    removed_at timestamptz -- set: it may do nothing any more
);

-- Who consumes a desk's queue. Without a row, the answer service does. Written by `helpdesk desk served-by`.
CREATE TABLE desk.served_by (
    desk       text        PRIMARY KEY, -- the desk
    agency     text        NOT NULL REFERENCES desk.agencies (name), -- the agency whose system consumes its queue
    changed_at timestamptz NOT NULL DEFAULT now() -- since when
);

-- Texts that an agency posted over HTTPS for a report to refer to: answers and reasons of hand-overs. Forgotten after 14 days.
CREATE TABLE desk.texts (
    ticket_number text        NOT NULL, -- the ticket that it is about
    id            uuid        NOT NULL, -- chosen by the agency
    body          bytea       NOT NULL, -- text, sealed with the ticket's data key
    posted_by     uuid        NOT NULL, -- token
    posted_at     timestamptz NOT NULL, -- when
    PRIMARY KEY (ticket_number, id)
);
CREATE INDEX texts_posted_at ON desk.texts (posted_at);

GRANT SELECT ON desk.agencies, desk.served_by TO helpdesk_answer;
GRANT SELECT, INSERT, DELETE ON desk.texts TO helpdesk_answer;
-- An agency may report on a ticket that has no case yet: where the router sent it is written there.
GRANT USAGE ON SCHEMA routing TO helpdesk_answer;
GRANT SELECT ON routing.dispatches TO helpdesk_answer;
