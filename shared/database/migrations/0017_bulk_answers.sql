-- One text for many tickets: chosen, tried on ten, then sent to the rest in the background.
CREATE TABLE desk.bulk_answers (
    id         uuid        PRIMARY KEY,
    desk       text        NOT NULL,
    body       text        NOT NULL CHECK (body <> ''), -- with merge fields; nothing personal
    state      text        NOT NULL CHECK (state IN ('trial', 'tried', 'running', 'paused', 'done')),
    created_by uuid        NOT NULL, -- supervisor
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL  -- of the state
);
CREATE INDEX bulk_answers_desk ON desk.bulk_answers (desk, created_at);
CREATE INDEX bulk_answers_at_work ON desk.bulk_answers (created_at) WHERE state IN ('trial', 'running');

-- The tickets of each, decided when it was made. The outcome is written by the transaction that answers the ticket: nobody is answered twice, whatever ends in between.
CREATE TABLE desk.bulk_tickets (
    bulk_id       uuid    NOT NULL REFERENCES desk.bulk_answers (id),
    position      integer NOT NULL, -- from 1, oldest deadline first
    ticket_number text    NOT NULL,
    outcome       text    CHECK (outcome IN ('answered', 'already_answered', 'claimed', 'elsewhere', 'erased', 'failed')), -- NULL: not yet
    PRIMARY KEY (bulk_id, position),
    CONSTRAINT bulk_tickets_once UNIQUE (bulk_id, ticket_number)
);
CREATE INDEX bulk_tickets_waiting ON desk.bulk_tickets (bulk_id, position) WHERE outcome IS NULL;

GRANT SELECT, INSERT, UPDATE ON desk.bulk_answers, desk.bulk_tickets TO helpdesk_answer;
