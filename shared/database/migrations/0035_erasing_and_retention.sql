-- Erasing, restricting and keeping no longer than needed (UU PDP 27/2022). docs/adr/0030
CREATE SCHEMA retention;
GRANT USAGE ON SCHEMA retention TO helpdesk_intake;

-- How long a kind of data is kept. Only the operator changes it: `helpdesk retention set`.
CREATE TABLE retention.periods (
    kind         text    PRIMARY KEY CHECK (kind IN ('tickets')), -- tickets: content, documents, answers and all else that is sealed with a ticket's key
    days         integer NOT NULL CHECK (days BETWEEN 30 AND 36500), -- from the day of submission
    expired_upto date    NOT NULL DEFAULT '-infinity' -- everything up to this day was erased
);
INSERT INTO retention.periods (kind, days) VALUES ('tickets', 730);

-- Closed to officers and agencies for as long as a dispute lasts. Its data is neither read nor erased when its period is over.
ALTER TABLE intake.tickets ADD COLUMN restricted_at timestamptz; -- NULL: not restricted

-- Objects of erased tickets that are still to be deleted from the store.
CREATE INDEX tickets_objects_to_delete ON intake.tickets (submitted_on, number) WHERE erased_at IS NOT NULL AND object_key IS NOT NULL;

-- Erases one ticket in every table; its documents' object is deleted afterwards, by its key. Nothing is left but the number, the form, the times and who
-- did what. Returns whether there is such a ticket. The one place that says what erasing is: a new table with something of a ticket in it belongs here.
CREATE FUNCTION retention.erase_ticket(day date, wanted text, at timestamptz) RETURNS boolean
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
    UPDATE desk.answers SET body = '' WHERE ticket_number = wanted;
    UPDATE desk.transfers SET reason = '' WHERE ticket_number = wanted;
    DELETE FROM desk.notes WHERE ticket_number = wanted;
    DELETE FROM desk.drafts WHERE ticket_number = wanted;
    DELETE FROM desk.texts WHERE ticket_number = wanted;
    -- Its cluster's mark is made of what was written; of a cluster that nobody is in nothing stays. Whoever is just joining it is waited for.
    SELECT cluster_id INTO cluster FROM desk.cases WHERE ticket_number = wanted FOR UPDATE;
    UPDATE desk.cases SET region = '000000', cluster_id = NULL, to_cluster = false WHERE ticket_number = wanted;
    PERFORM FROM desk.clusters WHERE id = cluster FOR UPDATE;
    DELETE FROM desk.clusters k WHERE k.id = cluster AND NOT EXISTS (SELECT FROM desk.cases c WHERE c.cluster_id = k.id);
    RETURN true;
END
$$;
REVOKE ALL ON FUNCTION retention.erase_ticket(date, text, timestamptz) FROM PUBLIC;

-- Erases up to `most` tickets whose period is over, oldest day first, and writes one entry in the audit log. Returns how many; 0: nothing is due. Who calls it
-- decides nothing: the period is the operator's, and the day is the database's.
CREATE FUNCTION retention.expire_tickets(most integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    last_due date;
    today    date := (now() AT TIME ZONE 'Asia/Jakarta')::date;
    due      record;
    erased   integer := 0;
    entry    bigint;
    period   retention.periods;
BEGIN
    -- One process at a time; another one does not wait.
    SELECT * INTO period FROM retention.periods WHERE kind = 'tickets' FOR UPDATE SKIP LOCKED;
    IF period IS NULL THEN RETURN 0; END IF;
    last_due := today - period.days;
    FOR due IN
        SELECT submitted_on, number FROM intake.tickets
         WHERE submitted_on > period.expired_upto AND submitted_on <= last_due AND erased_at IS NULL AND restricted_at IS NULL
         ORDER BY submitted_on, number LIMIT LEAST(most, 1000)
    LOOP
        PERFORM retention.erase_ticket(due.submitted_on, due.number, now());
        erased := erased + 1;
    END LOOP;
    IF erased < LEAST(most, 1000) THEN
        UPDATE retention.periods SET expired_upto = GREATEST(expired_upto, last_due) WHERE kind = 'tickets';
    END IF;
    IF erased > 0 THEN
        INSERT INTO audit.entries (at, actor_kind, action, detail, actor_name)
        VALUES (now(), 'operator', 'expire', format('tickets=%s until=%s', erased, due.submitted_on), 'retention') RETURNING id INTO entry;
        INSERT INTO audit.unsealed (entry_id) VALUES (entry);
    END IF;
    RETURN erased;
END
$$;
REVOKE ALL ON FUNCTION retention.expire_tickets(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION retention.expire_tickets(integer) TO helpdesk_intake;

-- Objects of erased tickets, up to `most`, the oldest day first.
CREATE FUNCTION retention.objects_to_delete(most integer) RETURNS TABLE (submitted_on date, number text, object_key text)
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT t.submitted_on, t.number, t.object_key FROM intake.tickets t
     WHERE t.erased_at IS NOT NULL AND t.object_key IS NOT NULL ORDER BY t.submitted_on, t.number LIMIT LEAST(most, 1000)
$$;
REVOKE ALL ON FUNCTION retention.objects_to_delete(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION retention.objects_to_delete(integer) TO helpdesk_intake;

-- Notes that the object of an erased ticket is deleted.
CREATE FUNCTION retention.object_deleted(day date, wanted text) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    UPDATE intake.tickets SET object_key = NULL WHERE submitted_on = day AND number = wanted AND erased_at IS NOT NULL
$$;
REVOKE ALL ON FUNCTION retention.object_deleted(date, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION retention.object_deleted(date, text) TO helpdesk_intake;
