-- Where applicants want to be told that their ticket was answered, apart from what they filled in: intake writes it, a
-- lookup shows it masked to its owner, and no desk may read it.

CREATE TABLE intake.notice_addresses (
    ticket_number text  PRIMARY KEY, -- of intake.tickets; erased with it
    address       bytea NOT NULL -- an e-mail address, or a number in E.164, sealed with the ticket's data key
);

GRANT INSERT ON intake.notice_addresses TO helpdesk_intake;

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
       told.address AS notice_address
FROM intake.tickets t
JOIN keys.tickets k ON k.ticket_id = t.id
LEFT JOIN desk.cases c ON c.ticket_number = t.number
LEFT JOIN intake.notice_addresses told ON told.ticket_number = t.number
CROSS JOIN LATERAL (SELECT array_agg(l.stage) AS stages, array_agg(l.at) AS times
                    FROM (SELECT stage, at FROM desk.timeline WHERE ticket_number = t.number ORDER BY id) l) reached
CROSS JOIN LATERAL (SELECT array_agg(a.body) AS bodies, array_agg(a.answered_at) AS times
                    FROM (SELECT body, answered_at FROM desk.answers
                           WHERE ticket_number = t.number ORDER BY revision DESC) a) answered
WHERE t.erased_at IS NULL;

-- As before, and with the address.
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
