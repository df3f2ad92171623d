-- What a hand-over lost is found again: accepted tickets that no desk was chosen for, and tickets on their way to a desk that never came there. docs/adr/0017.

-- How far intake has looked for tickets without a dispatch. One row; of several processes the one that writes its time here does the next look.
CREATE TABLE intake.hand_over_watch (
    one          boolean     PRIMARY KEY DEFAULT true CHECK (one), -- there is one row
    looked_until timestamptz NOT NULL, -- what was accepted before has been looked at
    ran_at       timestamptz NOT NULL DEFAULT '-infinity', -- the last look
    dug_at       timestamptz NOT NULL DEFAULT '-infinity'  -- the last look that began days ago, for what became visible late
);
INSERT INTO intake.hand_over_watch (looked_until) VALUES (now() - interval '30 days');

-- Accepted tickets that minutes later had no dispatch. A row goes when the ticket has one.
CREATE TABLE intake.unrouted (
    ticket_number text        PRIMARY KEY,
    submitted_on  date        NOT NULL, -- leads to the ticket's partition
    accepted_at   timestamptz NOT NULL, -- since when it waits
    sends         integer     NOT NULL DEFAULT 0, -- how often it was sent again
    due_at        timestamptz NOT NULL  -- when it is sent again next
);
CREATE INDEX unrouted_due_at ON intake.unrouted (due_at);

-- What intake may know of a ticket's way: whether it was routed, and whether its message was given up (six attempts, as queue::MAX_ATTEMPTS). Nothing that was filled in.
CREATE VIEW intake.hand_overs AS
SELECT t.submitted_on, t.number, t.id, t.form, t.region, t.submitted_at, t.answer_due_at, jsonb_array_length(t.documents) AS documents,
       EXISTS (SELECT FROM routing.dispatches d WHERE d.ticket_number = t.number)
           OR EXISTS (SELECT FROM desk.cases c WHERE c.ticket_number = t.number) AS routed,
       EXISTS (SELECT FROM routing.inbox i WHERE i.event_id = t.id AND i.done_at IS NULL AND i.attempts >= 6) AS given_up
  FROM intake.tickets t
 WHERE t.erased_at IS NULL;

GRANT SELECT, UPDATE ON intake.hand_over_watch TO helpdesk_intake;
GRANT SELECT, INSERT, UPDATE, DELETE ON intake.unrouted TO helpdesk_intake;
GRANT SELECT ON intake.hand_overs TO helpdesk_intake;

-- As intake.hand_over_watch: how far the desks have looked for tickets that were sent to them and never came.
CREATE TABLE desk.hand_over_watch (
    one          boolean     PRIMARY KEY DEFAULT true CHECK (one), -- there is one row
    looked_until timestamptz NOT NULL, -- what was sent to a desk before has been looked at
    ran_at       timestamptz NOT NULL DEFAULT '-infinity', -- the last look
    dug_at       timestamptz NOT NULL DEFAULT '-infinity'  -- the last look that began days ago
);
INSERT INTO desk.hand_over_watch (looked_until) VALUES (now() - interval '30 days');

-- Tickets that minutes after they were sent to a desk had not come there. A row goes when the ticket has come, or is elsewhere.
CREATE TABLE desk.unreceived (
    ticket_number text        PRIMARY KEY,
    desk          text        NOT NULL, -- where it was sent
    event_id      uuid        NOT NULL, -- the message that carries it; every sending has the same
    transferred   boolean     NOT NULL, -- whether another desk sent it
    sent_at       timestamptz NOT NULL, -- since when it waits
    sends         integer     NOT NULL DEFAULT 0, -- how often it was sent again
    due_at        timestamptz NOT NULL  -- when it is sent again next
);
CREATE INDEX unreceived_due_at ON desk.unreceived (due_at);

-- What was sent to desks, by the router and by other desks, in the order of time.
CREATE INDEX dispatches_dispatched_at ON routing.dispatches (dispatched_at, event_id);
CREATE INDEX transfers_transferred_at ON desk.transfers (transferred_at, event_id);
CREATE VIEW desk.sent AS
SELECT event_id, ticket_number, desk, dispatched_at AS sent_at, false AS transferred FROM routing.dispatches
UNION ALL
SELECT event_id, ticket_number, to_desk, transferred_at, true FROM desk.transfers;

GRANT SELECT, UPDATE ON desk.hand_over_watch TO helpdesk_answer;
GRANT SELECT, INSERT, UPDATE, DELETE ON desk.unreceived TO helpdesk_answer;
GRANT SELECT ON desk.sent TO helpdesk_answer;
