-- What applicants say to an answer: whether it helped, and once, when it did not, what is still missing. docs/adr/0042

-- What is said about a ticket after it was filed, besides answers. A row that nobody has taken is the hand-over to the
-- desk: the status service writes it, the answer service sends the ticket back to its desk.
CREATE TABLE desk.entries (
    id            uuid        PRIMARY KEY, -- also the id of the message that carries the ticket back
    ticket_number text        NOT NULL, -- of intake.tickets; erased with it
    kind          text        NOT NULL CHECK (kind IN ('follow_up')), -- follow_up: the applicant writes after an answer
    body          bytea       NOT NULL, -- text, sealed with the ticket's data key
    said_at       timestamptz NOT NULL, -- the next answer is due two days later
    desk          text, -- where the ticket was sent back to; NULL until then
    taken_at      timestamptz -- when; NULL: the case is still to be sent back
);
CREATE UNIQUE INDEX entries_one_follow_up ON desk.entries (ticket_number) WHERE kind = 'follow_up';
CREATE INDEX entries_waiting ON desk.entries (said_at) WHERE taken_at IS NULL;
CREATE INDEX entries_taken_at ON desk.entries (taken_at, id) WHERE taken_at IS NOT NULL;

-- Whether the answer helped, by the applicant's last word.
CREATE TABLE status.verdicts (
    ticket_number text        PRIMARY KEY, -- of intake.tickets
    helped        boolean     NOT NULL,
    said_at       timestamptz NOT NULL -- of the last word
);

ALTER TABLE desk.answers ADD COLUMN turn smallint NOT NULL DEFAULT 1 CHECK (turn IN (1, 2)); -- 1: to what was filed, 2: to the follow-up

GRANT USAGE ON SCHEMA desk TO helpdesk_status;
GRANT INSERT ON desk.entries TO helpdesk_status;
GRANT SELECT, UPDATE ON desk.entries TO helpdesk_answer;
GRANT SELECT ON desk.entries TO helpdesk_console;
GRANT SELECT, INSERT, UPDATE ON status.verdicts TO helpdesk_status;

-- A ticket that comes back is sent like one that another desk hands over: what loses it is found by the same sweep.
CREATE OR REPLACE VIEW desk.sent AS
SELECT event_id, ticket_number, desk, dispatched_at AS sent_at, false AS transferred FROM routing.dispatches
UNION ALL
SELECT event_id, ticket_number, to_desk, transferred_at, true FROM desk.transfers
UNION ALL
SELECT id, ticket_number, desk, taken_at, true FROM desk.entries WHERE taken_at IS NOT NULL;

CREATE OR REPLACE VIEW status.tickets AS
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
       coalesce(answered.times, '{}') AS answer_times,
       t.documents,
       told.address AS notice_address,
       coalesce(answered.turns, '{}') AS answer_turns,
       f.id AS follow_up_id,
       f.body AS follow_up_body,
       f.said_at AS follow_up_at,
       v.helped
FROM intake.tickets t
JOIN keys.tickets k ON k.ticket_id = t.id
LEFT JOIN desk.cases c ON c.ticket_number = t.number
LEFT JOIN intake.notice_addresses told ON told.ticket_number = t.number
LEFT JOIN desk.entries f ON f.ticket_number = t.number AND f.kind = 'follow_up'
LEFT JOIN status.verdicts v ON v.ticket_number = t.number
CROSS JOIN LATERAL (SELECT array_agg(l.stage) AS stages, array_agg(l.at) AS times
                    FROM (SELECT stage, at FROM desk.timeline WHERE ticket_number = t.number ORDER BY id) l) reached
CROSS JOIN LATERAL (SELECT array_agg(a.body) AS bodies, array_agg(a.answered_at) AS times, array_agg(a.turn) AS turns
                    FROM (SELECT body, answered_at, turn FROM desk.answers
                           WHERE ticket_number = t.number ORDER BY revision DESC) a) answered
WHERE t.erased_at IS NULL;

-- As before, and with what was said.
CREATE OR REPLACE FUNCTION retention.erase_ticket(day date, wanted text, at timestamptz) RETURNS boolean
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    ticket  uuid;
    cluster uuid;
BEGIN
    UPDATE intake.tickets
       SET content = NULL, nik_index = NULL, person_index = NULL, follows = NULL, hints = '{}', region = '000000',
           documents = '[]', restricted_at = NULL, erased_at = coalesce(erased_at, at)
     WHERE submitted_on = day AND number = wanted
 RETURNING id INTO ticket;
    IF ticket IS NULL THEN RETURN false; END IF;
    DELETE FROM keys.tickets WHERE ticket_id = ticket;
    DELETE FROM intake.idempotency_keys WHERE ticket_number = wanted;
    DELETE FROM intake.notice_addresses WHERE ticket_number = wanted;
    UPDATE desk.answers SET body = '' WHERE ticket_number = wanted;
    UPDATE desk.transfers SET reason = '' WHERE ticket_number = wanted;
    DELETE FROM desk.entries WHERE ticket_number = wanted;
    DELETE FROM desk.notes WHERE ticket_number = wanted;
    DELETE FROM desk.drafts WHERE ticket_number = wanted;
    DELETE FROM desk.texts WHERE ticket_number = wanted;
    -- Its cluster's mark is made of what was written; of a cluster that nobody is in nothing stays. Whoever is just
    -- joining it is waited for.
    SELECT cluster_id INTO cluster FROM desk.cases WHERE ticket_number = wanted FOR UPDATE;
    UPDATE desk.cases SET region = '000000', cluster_id = NULL, to_cluster = false WHERE ticket_number = wanted;
    PERFORM FROM desk.clusters WHERE id = cluster FOR UPDATE;
    DELETE FROM desk.clusters k WHERE k.id = cluster AND NOT EXISTS (SELECT FROM desk.cases c WHERE c.cluster_id = k.id);
    RETURN true;
END
$$;
