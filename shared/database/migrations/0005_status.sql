-- What a lookup sees of a ticket: one row by number. Times and stages of the case, answers newest first.
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
       ARRAY(SELECT l.stage FROM desk.timeline l WHERE l.ticket_number = t.number ORDER BY l.id) AS timeline_stages,
       ARRAY(SELECT l.at FROM desk.timeline l WHERE l.ticket_number = t.number ORDER BY l.id) AS timeline_times,
       ARRAY(SELECT a.body FROM desk.answers a WHERE a.ticket_number = t.number ORDER BY a.revision DESC) AS answer_bodies,
       ARRAY(SELECT a.answered_at FROM desk.answers a WHERE a.ticket_number = t.number ORDER BY a.revision DESC) AS answer_times
FROM intake.tickets t
LEFT JOIN desk.cases c ON c.ticket_number = t.number
WHERE t.erased_at IS NULL;

-- Wrong NIKs per ticket number, so that nobody tries them all.
CREATE TABLE status.wrong_niks (
    ticket_number     text        PRIMARY KEY,
    attempts          integer     NOT NULL,
    window_started_at timestamptz NOT NULL -- the count starts anew 15 minutes later
);

GRANT SELECT ON status.tickets TO helpdesk_status;
GRANT SELECT, INSERT, UPDATE, DELETE ON status.wrong_niks TO helpdesk_status;
