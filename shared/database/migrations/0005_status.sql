-- What a lookup sees of a ticket: one row by day and number. Times and stages of the case, answers newest first; each table is read once.
CREATE VIEW status.tickets AS
SELECT t.submitted_on,
       t.number,
       t.id,
       t.form,
       t.submitted_at,
       t.answer_due_at,
       t.nik_index,
       t.data_key,
       t.content,
       coalesce(c.stage, 'submitted') AS stage,
       coalesce(reached.stages, '{}') AS timeline_stages,
       coalesce(reached.times, '{}') AS timeline_times,
       coalesce(answered.bodies, '{}') AS answer_bodies,
       coalesce(answered.times, '{}') AS answer_times
FROM intake.tickets t
LEFT JOIN desk.cases c ON c.ticket_number = t.number
CROSS JOIN LATERAL (SELECT array_agg(l.stage) AS stages, array_agg(l.at) AS times
                    FROM (SELECT stage, at FROM desk.timeline WHERE ticket_number = t.number ORDER BY id) l) reached
CROSS JOIN LATERAL (SELECT array_agg(a.body) AS bodies, array_agg(a.answered_at) AS times
                    FROM (SELECT body, answered_at FROM desk.answers WHERE ticket_number = t.number ORDER BY revision DESC) a) answered
WHERE t.erased_at IS NULL;

-- Wrong NIKs per ticket number, so that nobody tries them all.
CREATE TABLE status.wrong_niks (
    ticket_number     text        PRIMARY KEY,
    attempts          integer     NOT NULL,
    window_started_at timestamptz NOT NULL -- the count starts anew 15 minutes later
);

GRANT SELECT ON status.tickets TO helpdesk_status;
GRANT SELECT, INSERT, UPDATE, DELETE ON status.wrong_niks TO helpdesk_status;
