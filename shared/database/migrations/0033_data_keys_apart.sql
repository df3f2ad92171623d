-- Data keys apart from what they seal. A backup of this schema is kept for days, a backup of the rest for as long as the law asks: whoever was erased before the
-- older of the two stays erased after a restore. docs/adr/0029
CREATE SCHEMA keys;
GRANT USAGE ON SCHEMA keys TO helpdesk_intake, helpdesk_answer;

-- The data key of each ticket. Erasing a ticket is deleting its row here.
CREATE TABLE keys.tickets (
    ticket_id uuid  PRIMARY KEY, -- intake.tickets.id; time-ordered (UUIDv7), so that new keys go to the index's end
    data_key  bytea NOT NULL     -- wrapped by a key-encryption key that no database holds
);

INSERT INTO keys.tickets (ticket_id, data_key) SELECT id, data_key FROM intake.tickets WHERE data_key IS NOT NULL;

DROP VIEW status.tickets;
-- What a lookup sees of a ticket: one row by day and number. Times and stages of the case, answers newest first; each table is read once.
CREATE VIEW status.tickets AS
SELECT t.submitted_on,
       t.number,
       t.id,
       t.form,
       t.submitted_at,
       t.answer_due_at,
       t.nik_index,
       k.data_key,
       t.content,
       coalesce(c.stage, 'submitted') AS stage,
       coalesce(reached.stages, '{}') AS timeline_stages,
       coalesce(reached.times, '{}') AS timeline_times,
       coalesce(answered.bodies, '{}') AS answer_bodies,
       coalesce(answered.times, '{}') AS answer_times
FROM intake.tickets t
JOIN keys.tickets k ON k.ticket_id = t.id
LEFT JOIN desk.cases c ON c.ticket_number = t.number
CROSS JOIN LATERAL (SELECT array_agg(l.stage) AS stages, array_agg(l.at) AS times
                    FROM (SELECT stage, at FROM desk.timeline WHERE ticket_number = t.number ORDER BY id) l) reached
CROSS JOIN LATERAL (SELECT array_agg(a.body) AS bodies, array_agg(a.answered_at) AS times
                    FROM (SELECT body, answered_at FROM desk.answers WHERE ticket_number = t.number ORDER BY revision DESC) a) answered
WHERE t.erased_at IS NULL;
GRANT SELECT ON status.tickets TO helpdesk_status;

ALTER TABLE intake.tickets DROP COLUMN data_key;

-- Intake seals and never opens again; the desks open and never seal a new ticket.
GRANT INSERT ON keys.tickets TO helpdesk_intake;
GRANT SELECT ON keys.tickets TO helpdesk_answer;
