-- Officers find tickets by the applicant's name. docs/adr/0051

-- Which parts a ticket's name has, as keyed hashes that nobody can read. Parts that very many people have are not among them.
CREATE TABLE desk.names (
    mark          bytea NOT NULL, -- keyed hash of one part of the name
    ticket_number text  NOT NULL,
    PRIMARY KEY (mark, ticket_number)
);
CREATE INDEX names_of_ticket ON desk.names (ticket_number);
GRANT SELECT, INSERT ON desk.names TO helpdesk_console;

-- Tickets that were filed before are looked at in the background, too.
ALTER TABLE desk.cases ADD COLUMN named boolean NOT NULL DEFAULT false; -- its name's parts are in desk.names
CREATE INDEX cases_to_name ON desk.cases (ticket_number) WHERE NOT named;

-- As before, and with the marks of its name. They are deleted once its case is held: whoever writes marks holds the case, too.
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
    DELETE FROM notify.letters WHERE ticket_number = wanted;
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
    DELETE FROM desk.names WHERE ticket_number = wanted;
    PERFORM FROM desk.clusters WHERE id = cluster FOR UPDATE;
    DELETE FROM desk.clusters k WHERE k.id = cluster AND NOT EXISTS (SELECT FROM desk.cases c WHERE c.cluster_id = k.id);
    RETURN true;
END
$$;
