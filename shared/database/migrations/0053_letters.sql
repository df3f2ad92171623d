-- Letters to people: what is to be sent, and what became of it. To whom a letter goes lies, sealed, with what it is about. docs/adr/0046
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'helpdesk_notify') THEN
        BEGIN
            CREATE ROLE helpdesk_notify NOLOGIN;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL; -- another database of this cluster is being migrated at the same moment
        END;
    END IF;
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO helpdesk_notify', current_database());
END
$$;

CREATE SCHEMA notify;
GRANT USAGE ON SCHEMA notify, retention, sealing TO helpdesk_notify;

CREATE TABLE notify.letters (
    id            uuid        PRIMARY KEY,
    kind          text        NOT NULL CHECK (kind IN ('ticket_answered', 'ticket_number')), -- which text
    submitted_on  date        NOT NULL,            -- the ticket that it is about
    ticket_number text        NOT NULL,
    requested_at  timestamptz NOT NULL,
    expires_at    timestamptz NOT NULL,            -- later than that it would help nobody
    attempts      integer     NOT NULL DEFAULT 0,  -- how often a server was asked to take it
    due_at        timestamptz NOT NULL,            -- when it is asked for again, unless it is settled
    leased_until  timestamptz NOT NULL DEFAULT '-infinity', -- until then a process is sending it
    address_index bytea,                           -- keyed hash of the address that it was offered to; NULL: to none yet
    problem       text,                            -- code of the last refusal; NULL: none
    settled_at    timestamptz,                     -- NULL: it waits
    outcome       text        CHECK (outcome IN ('sent', 'refused', 'expired', 'too_many', 'no_channel', 'gone')),
    CONSTRAINT letters_settled_with_an_outcome CHECK ((settled_at IS NULL) = (outcome IS NULL))
);
CREATE INDEX letters_due ON notify.letters (due_at) WHERE settled_at IS NULL;
CREATE INDEX letters_requested ON notify.letters (requested_at);
CREATE INDEX letters_of_ticket ON notify.letters (ticket_number);
CREATE UNIQUE INDEX letters_one_number ON notify.letters (ticket_number) WHERE kind = 'ticket_number' AND settled_at IS NULL;
CREATE INDEX letters_of_address ON notify.letters (address_index, settled_at) WHERE outcome = 'sent';

-- Messages seen by the sender: counts attempts before the work, remembers what is done.
CREATE TABLE notify.inbox (
    event_id   uuid        PRIMARY KEY,
    queue      text        NOT NULL, -- where it was consumed
    attempts   integer     NOT NULL DEFAULT 1,
    first_seen timestamptz NOT NULL DEFAULT now(),
    done_at    timestamptz           -- set: a redelivery is only acknowledged
);
CREATE INDEX inbox_first_seen ON notify.inbox (first_seen);

GRANT SELECT, UPDATE, DELETE ON notify.letters TO helpdesk_notify;
GRANT SELECT, INSERT, UPDATE, DELETE ON notify.inbox TO helpdesk_notify;
GRANT SELECT (kind, days) ON retention.periods TO helpdesk_notify;
GRANT SELECT, INSERT, UPDATE, DELETE ON sealing.processes TO helpdesk_notify;
GRANT SELECT, INSERT ON sealing.in_use TO helpdesk_notify;

-- What became of letters is kept for so long.
ALTER TABLE retention.periods DROP CONSTRAINT periods_kind_check;
INSERT INTO retention.periods (kind, days, usual, least, most) VALUES ('letters', 30, 30, 4, 365);
ALTER TABLE retention.periods
    ADD CONSTRAINT periods_kind_check CHECK (kind IN ('tickets', 'idempotency', 'drafts', 'texts', 'inbox', 'sessions', 'devices', 'bulk', 'notices',
                                                      'statistics', 'faq', 'searches', 'letters'));

-- A letter with what it takes to send it: the only way in which the sender sees anything of a ticket.
CREATE VIEW notify.addressed AS
SELECT l.id, l.kind, l.ticket_number, l.requested_at, l.expires_at, l.attempts, l.settled_at, t.id AS ticket_id, a.address, k.data_key
  FROM notify.letters l
  LEFT JOIN intake.tickets t ON t.submitted_on = l.submitted_on AND t.number = l.ticket_number AND t.erased_at IS NULL
  LEFT JOIN keys.tickets k ON k.ticket_id = t.id
  LEFT JOIN intake.notice_addresses a ON a.ticket_number = t.number;
GRANT SELECT ON notify.addressed TO helpdesk_notify;

-- Writes a letter about a ticket, if somebody left an address with it. Who calls it learns whether; never which. A number that was lost is written once an
-- hour at most, however often it is asked for: whoever asks for it must not use up the letters that its owner gets in a day.
CREATE FUNCTION notify.about_ticket(letter uuid, what text, day date, number text, at timestamptz, until timestamptz, due timestamptz) RETURNS boolean
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH written AS (
        INSERT INTO notify.letters (id, kind, submitted_on, ticket_number, requested_at, expires_at, due_at)
        SELECT letter, what, day, about_ticket.number, at, until, due
         WHERE EXISTS (SELECT FROM intake.notice_addresses a WHERE a.ticket_number = about_ticket.number)
           AND NOT (what = 'ticket_number'
                    AND EXISTS (SELECT FROM notify.letters l
                                 WHERE l.ticket_number = about_ticket.number AND l.kind = what AND l.requested_at > at - interval '1 hour'))
        ON CONFLICT DO NOTHING
        RETURNING id
    )
    SELECT EXISTS (SELECT FROM written)
$$;
REVOKE ALL ON FUNCTION notify.about_ticket(uuid, text, date, text, timestamptz, timestamptz, timestamptz) FROM PUBLIC;
GRANT USAGE ON SCHEMA notify TO helpdesk_intake, helpdesk_answer, helpdesk_console;
GRANT EXECUTE ON FUNCTION notify.about_ticket(uuid, text, date, text, timestamptz, timestamptz, timestamptz) TO helpdesk_intake, helpdesk_answer, helpdesk_console;

-- As before, and with letters about the ticket.
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
    PERFORM FROM desk.clusters WHERE id = cluster FOR UPDATE;
    DELETE FROM desk.clusters k WHERE k.id = cluster AND NOT EXISTS (SELECT FROM desk.cases c WHERE c.cluster_id = k.id);
    RETURN true;
END
$$;
