-- Stampings: files that are to get an e-meterai, and what became of each. Files and tokens are sealed with the data key of the account. docs/adr/0072
DO $$
DECLARE
    bound text[];
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'helpdesk_stamping') THEN
        BEGIN
            CREATE ROLE helpdesk_stamping NOLOGIN;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL; -- another database of this cluster is being migrated at the same moment
        END;
    END IF;
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO helpdesk_stamping', current_database());
    -- The bounds of migration 0073.
    FOREACH bound SLICE 1 IN ARRAY ARRAY[
        ['statement_timeout', '5000'], ['idle_in_transaction_session_timeout', '10000'],
        ['tcp_keepalives_idle', '10'], ['tcp_keepalives_interval', '5'], ['tcp_keepalives_count', '3'], ['tcp_user_timeout', '15000']
    ] LOOP
        CONTINUE WHEN EXISTS (SELECT FROM pg_roles WHERE rolname = 'helpdesk_stamping' AND (bound[1] || '=' || bound[2]) = ANY(rolconfig));
        BEGIN
            EXECUTE format('ALTER ROLE helpdesk_stamping SET %s = %L', bound[1], bound[2]);
        EXCEPTION
            WHEN unique_violation OR internal_error THEN
                NULL;
            WHEN insufficient_privilege THEN
                RAISE NOTICE 'helpdesk_stamping keeps its settings: a superuser can give them (docs/operations.md); services set them themselves meanwhile';
        END;
    END LOOP;
END
$$;

SET LOCAL lock_timeout = '2s';

CREATE SCHEMA stamping;
GRANT USAGE ON SCHEMA stamping, keys, retention, sealing TO helpdesk_stamping;

-- One file in one slot of a registration. The files lie in the bucket as stampings/<account>/<upload>/{unstamped,stamped}.
CREATE TABLE stamping.jobs (
    id                uuid        PRIMARY KEY,
    account_id        uuid        NOT NULL REFERENCES accounts.accounts (id) ON DELETE CASCADE, -- whose data key seals the files
    slot_id           uuid        NOT NULL,             -- where the file belongs in a registration
    upload_id         uuid        NOT NULL,             -- the file
    document          text        NOT NULL CHECK (document ~ '^\S(.{0,58}\S)?$'), -- its kind in the distributor's words, such as Surat Pernyataan
    day               date        NOT NULL,             -- that stands on it
    page              integer     NOT NULL CHECK (page BETWEEN 1 AND 1000), -- where the stamp is put
    place             real[]      NOT NULL CHECK (cardinality(place) = 4), -- left, bottom, right and top, in points from the lower left corner
    size              bigint      NOT NULL CHECK (size BETWEEN 1 AND 10485760), -- of the unstamped file in bytes, opened
    stamped_size      bigint      CHECK (stamped_size BETWEEN 1 AND 11534336), -- of the stamped one; NULL: it is not in the bucket
    requested_at      timestamptz NOT NULL,
    closes_at         timestamptz NOT NULL,             -- when its registration closes: those that close soon come first
    state             text        NOT NULL CHECK (state IN ('queued', 'serial_reserved', 'stamped', 'attached', 'waiting_distributor', 'needs_login',
                                                            'needs_balance', 'rejected', 'cancelled')),
    reference         uuid        NOT NULL,             -- the number of the document at the distributor
    purchase_began_at timestamptz,                      -- just before a serial number was bought for the reference; NULL: never
    serial            text        UNIQUE CHECK (serial ~ '^[0-9]{22}$'), -- NULL: none is known
    stamp_began_at    timestamptz,                      -- just before the file was sent to be stamped; NULL: never
    attempts          integer     NOT NULL DEFAULT 0,   -- that failed while the distributor was there
    problem           text        CHECK (problem ~ '^[a-z_]{1,40}$'), -- code of the last fault, or why it was rejected; NULL: none
    due_at            timestamptz NOT NULL,             -- when it is asked for again, unless it is settled or waits for a person
    leased_until      timestamptz NOT NULL DEFAULT '-infinity', -- until then a process works on it
    lease             uuid,                             -- which process; NULL: none
    settled_at        timestamptz,                      -- NULL: it is not at its end
    CONSTRAINT jobs_one_of_an_upload UNIQUE (upload_id), -- its files in the bucket are named by it
    CONSTRAINT jobs_settled_at_their_end CHECK ((settled_at IS NOT NULL) = (state IN ('attached', 'rejected', 'cancelled'))),
    CONSTRAINT jobs_attached_with_a_file CHECK (state <> 'attached' OR (serial IS NOT NULL AND stamped_size IS NOT NULL))
);
CREATE UNIQUE INDEX jobs_one_open_in_a_slot ON stamping.jobs (slot_id) WHERE settled_at IS NULL;
CREATE UNIQUE INDEX jobs_reference ON stamping.jobs (reference) WHERE state NOT IN ('rejected', 'cancelled');
CREATE INDEX jobs_due ON stamping.jobs (closes_at, requested_at) WHERE state IN ('queued', 'serial_reserved', 'stamped', 'waiting_distributor');
CREATE INDEX jobs_of_account ON stamping.jobs (account_id);
CREATE INDEX jobs_of_slot ON stamping.jobs (slot_id);
CREATE INDEX jobs_open ON stamping.jobs (state, requested_at) WHERE settled_at IS NULL;
CREATE INDEX jobs_closed ON stamping.jobs (closes_at);

-- What lets us stamp with somebody's account at the distributor. It is forgotten when it is over, or nothing is left to stamp with it.
CREATE TABLE stamping.tokens (
    account_id uuid        PRIMARY KEY REFERENCES accounts.accounts (id) ON DELETE CASCADE,
    token      bytea       NOT NULL, -- sealed with the account's data key
    given_at   timestamptz NOT NULL,
    until      timestamptz NOT NULL
);
CREATE INDEX tokens_until ON stamping.tokens (until);

-- Messages seen by the worker: counts attempts before the work, remembers what is done.
CREATE TABLE stamping.inbox (
    event_id   uuid        PRIMARY KEY,
    queue      text        NOT NULL, -- where it was consumed
    attempts   integer     NOT NULL DEFAULT 1,
    first_seen timestamptz NOT NULL DEFAULT now(),
    done_at    timestamptz           -- set: a redelivery is only acknowledged
);
CREATE INDEX inbox_first_seen ON stamping.inbox (first_seen);

-- Messages on their way to the broker.
CREATE TABLE stamping.outbox (
    event_id     uuid        PRIMARY KEY,
    exchange     text        NOT NULL,
    routing_key  text        NOT NULL,
    body         jsonb       NOT NULL,
    traceparent  text,
    created_at   timestamptz NOT NULL DEFAULT now(),
    leased_until timestamptz NOT NULL DEFAULT '-infinity', -- until then a relay has it in hand
    attempts     integer     NOT NULL DEFAULT 0,
    refusals     integer     NOT NULL DEFAULT 0 -- how often the broker refused it, or no queue took it
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_cost_delay = 0);

GRANT SELECT, UPDATE, DELETE ON stamping.jobs TO helpdesk_stamping;
GRANT SELECT, DELETE ON stamping.tokens TO helpdesk_stamping;
GRANT SELECT, INSERT, UPDATE, DELETE ON stamping.inbox, stamping.outbox TO helpdesk_stamping;
GRANT SELECT ON keys.accounts TO helpdesk_stamping;
GRANT SELECT (kind, days) ON retention.periods TO helpdesk_stamping;
GRANT SELECT, INSERT, UPDATE, DELETE ON sealing.processes TO helpdesk_stamping;
GRANT SELECT, INSERT ON sealing.in_use TO helpdesk_stamping;

-- Stampings and their files are kept for so long after their registration has closed. The table has one row a kind, and its list only grows.
-- squawk-ignore ban-drop-constraint
ALTER TABLE retention.periods DROP CONSTRAINT periods_kind_check;
INSERT INTO retention.periods (kind, days, usual, least, most) VALUES ('stampings', 365, 365, 30, 3650);
ALTER TABLE retention.periods
    -- squawk-ignore constraint-missing-not-valid
    ADD CONSTRAINT periods_kind_check CHECK (kind IN ('tickets', 'idempotency', 'drafts', 'texts', 'inbox', 'sessions', 'devices', 'bulk', 'notices',
                                                      'statistics', 'faq', 'searches', 'letters', 'stampings'));

-- The contract for whoever has files stamped (shared/stampings). Its role gets EXECUTE on these functions and nothing else.

-- Asks for a stamping. Returns its id, or NULL while another file of the slot is not settled. The same file again is the same stamping; one that was
-- withdrawn begins anew. After a rejected file the next one of the slot takes over what was bought for it.
CREATE FUNCTION stamping.request(job uuid, account uuid, slot uuid, upload uuid, document text, day date, page integer, place real[], size bigint,
                                 at timestamptz, closes timestamptz, due timestamptz) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    same   stamping.jobs;
    before stamping.jobs;
BEGIN
    -- One request of an account at a time.
    PERFORM FROM accounts.accounts a WHERE a.id = account FOR NO KEY UPDATE;
    SELECT * INTO same FROM stamping.jobs j WHERE j.upload_id = upload FOR UPDATE;
    IF same.id IS NOT NULL AND (same.account_id <> account OR same.slot_id <> slot) THEN
        RETURN NULL;
    END IF;
    IF same.id IS NOT NULL AND same.state <> 'cancelled' THEN
        RETURN same.id;
    END IF;
    IF EXISTS (SELECT FROM stamping.jobs j WHERE j.slot_id = slot AND (j.settled_at IS NULL OR j.account_id <> account)) THEN
        RETURN NULL;
    END IF;
    SELECT * INTO before FROM stamping.jobs j
     WHERE j.slot_id = slot AND j.state = 'rejected' AND j.purchase_began_at IS NOT NULL
       AND NOT EXISTS (SELECT FROM stamping.jobs o WHERE o.reference = j.reference AND o.id <> j.id AND o.requested_at > j.requested_at)
     ORDER BY j.requested_at DESC LIMIT 1 FOR UPDATE;
    UPDATE stamping.jobs j SET serial = NULL WHERE j.id = before.id;
    INSERT INTO stamping.jobs AS j (id, account_id, slot_id, upload_id, document, day, page, place, size, requested_at, closes_at, state, reference,
                                    purchase_began_at, serial, stamp_began_at, due_at)
    VALUES (coalesce(same.id, job), account, slot, upload, request.document, request.day, request.page, request.place, request.size, at, closes,
            CASE WHEN before.serial IS NULL THEN 'queued' ELSE 'serial_reserved' END, coalesce(before.reference, same.reference, job),
            before.purchase_began_at, before.serial, before.stamp_began_at, due)
    ON CONFLICT ON CONSTRAINT jobs_one_of_an_upload DO UPDATE SET
        (document, day, page, place, requested_at, closes_at, state, reference, purchase_began_at, serial, stamp_began_at, due_at, settled_at, problem) =
        (excluded.document, excluded.day, excluded.page, excluded.place, excluded.requested_at, excluded.closes_at, excluded.state,
         excluded.reference, excluded.purchase_began_at, excluded.serial, excluded.stamp_began_at, excluded.due_at, NULL, NULL);
    RETURN coalesce(same.id, job);
END
$$;

-- Withdraws a stamping for which nothing was bought yet. Returns whether it is withdrawn.
CREATE FUNCTION stamping.withdraw(job uuid, account uuid, at timestamptz) RETURNS boolean
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH withdrawn AS (
        UPDATE stamping.jobs j SET state = 'cancelled', settled_at = at
         WHERE j.id = job AND j.account_id = account AND j.settled_at IS NULL AND j.purchase_began_at IS NULL AND j.leased_until < at
        RETURNING id
    )
    SELECT EXISTS (SELECT FROM withdrawn)
$$;

-- Keeps a token of the account, and lets go on what waited for it. Returns how many stampings did.
CREATE FUNCTION stamping.keep_token(account uuid, sealed bytea, at timestamptz, until timestamptz) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO stamping.tokens AS t (account_id, token, given_at, until) VALUES (account, sealed, at, keep_token.until)
        ON CONFLICT (account_id) DO UPDATE SET token = excluded.token, given_at = excluded.given_at, until = excluded.until;
    WITH resumed AS (
        UPDATE stamping.jobs j
           SET state = CASE WHEN serial IS NULL THEN 'queued' WHEN stamped_size IS NULL THEN 'serial_reserved' ELSE 'stamped' END, due_at = at
         WHERE j.account_id = account AND j.state = 'needs_login'
        RETURNING id
    )
    SELECT count(*) FROM resumed
$$;

-- Lets go on what waited for stamps. Returns how many stampings did.
CREATE FUNCTION stamping.topped_up(account uuid, at timestamptz) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH resumed AS (
        UPDATE stamping.jobs j SET state = CASE WHEN serial IS NULL THEN 'queued' ELSE 'serial_reserved' END, due_at = at
         WHERE j.account_id = account AND j.state = 'needs_balance'
        RETURNING id
    )
    SELECT count(*) FROM resumed
$$;

-- How a stamping stands, for whoever asked for it.
CREATE FUNCTION stamping.standing(job uuid, account uuid, OUT state text, OUT serial text, OUT problem text, OUT stamped_size bigint, OUT ahead bigint)
    RETURNS SETOF record
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT j.state, j.serial, j.problem, j.stamped_size,
           CASE WHEN j.settled_at IS NULL THEN
               (SELECT count(*) FROM (SELECT FROM stamping.jobs o
                                       WHERE o.state IN ('queued', 'serial_reserved', 'stamped', 'waiting_distributor')
                                         AND (o.closes_at, o.requested_at) < (j.closes_at, j.requested_at) LIMIT 100000) AS counted)
           ELSE 0 END
      FROM stamping.jobs j WHERE j.id = job AND j.account_id = account
$$;

REVOKE ALL ON FUNCTION stamping.request(uuid, uuid, uuid, uuid, text, date, integer, real[], bigint, timestamptz, timestamptz, timestamptz) FROM PUBLIC;
REVOKE ALL ON FUNCTION stamping.withdraw(uuid, uuid, timestamptz) FROM PUBLIC;
REVOKE ALL ON FUNCTION stamping.keep_token(uuid, bytea, timestamptz, timestamptz) FROM PUBLIC;
REVOKE ALL ON FUNCTION stamping.topped_up(uuid, timestamptz) FROM PUBLIC;
REVOKE ALL ON FUNCTION stamping.standing(uuid, uuid) FROM PUBLIC;
