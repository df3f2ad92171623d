-- Registrations of applicants: a draft that is saved step by step, and what becomes of it. docs/adr/0076
SET LOCAL lock_timeout = '2s';

-- One registration of an account, which is one of a person in a period. It goes with its account.
CREATE TABLE registration.registrations (
    id           uuid        PRIMARY KEY,
    account_id   uuid        NOT NULL UNIQUE REFERENCES accounts.accounts (id) ON DELETE CASCADE, -- whose data key seals what follows
    period_id    uuid        NOT NULL REFERENCES accounts.periods (id),
    state        text        NOT NULL CHECK (state IN ('draft', 'final', 'expired', 'cancelled')),
    -- squawk-ignore prefer-bigint-over-smallint
    step         smallint    NOT NULL DEFAULT 1 CHECK (step BETWEEN 1 AND 5), -- the first that is not yet right; 5: what is left is to look at all of it
    version      bigint      NOT NULL DEFAULT 1 CHECK (version > 0), -- counts what was saved, so that a second tab overwrites nothing
    content      bytea       NOT NULL, -- what was typed, step by step, as JSON, sealed
    selection    text        CHECK (selection IN ('cpns', 'pppk_guru', 'pppk_nakes', 'pppk_teknis')), -- NULL: none is chosen
    formation_id uuid        REFERENCES registration.formations (id), -- NULL: none is chosen
    begun_at     timestamptz NOT NULL,
    saved_at     timestamptz NOT NULL,
    closes_at    timestamptz NOT NULL, -- when it closed by the dates of the last save; registration.closes() has those of now
    number       text        UNIQUE CHECK (number ~ '^[0-9]{17}$'),
    frozen       bytea,                -- all of it as it was filed, as JSON, sealed; never changed
    frozen_hash  bytea       CHECK (octet_length(frozen_hash) = 32), -- SHA-256 of that JSON
    final_at     timestamptz,
    identity_pending boolean NOT NULL DEFAULT false, -- the register had not confirmed the identity when it was ended
    ended_at     timestamptz,          -- when it was cancelled, or closing found it a draft
    reminded_at  timestamptz,          -- when its owner was last reminded that it is a draft
    CONSTRAINT registrations_final_whole
        CHECK (num_nulls(number, frozen, frozen_hash, final_at) IN (0, 4) AND (state <> 'final' OR number IS NOT NULL)
               AND (state NOT IN ('draft', 'expired') OR number IS NULL)),
    CONSTRAINT registrations_end_when_over CHECK ((ended_at IS NOT NULL) = (state IN ('expired', 'cancelled')))
);
CREATE INDEX registrations_of_formation ON registration.registrations (formation_id) WHERE formation_id IS NOT NULL;
CREATE INDEX registrations_closing ON registration.registrations (closes_at) WHERE state = 'draft';
CREATE INDEX registrations_of_period ON registration.registrations (period_id);

-- When a registration closes, by the dates of this moment: those of its formation's agency, or the last of its selection or period while none is
-- chosen. NULL: it is not told.
CREATE FUNCTION registration.closes(period uuid, selection text, formation uuid) RETURNS timestamptz
    LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE
        WHEN formation IS NOT NULL THEN
            (SELECT d.closes_at FROM registration.formations f
               JOIN registration.dates d ON d.selection = f.selection AND (d.agency_id = f.agency_id OR d.agency_id IS NULL)
              WHERE f.id = formation AND d.period_id = period ORDER BY d.agency_id NULLS LAST LIMIT 1)
        ELSE
            (SELECT max(d.closes_at) FROM registration.dates d
              WHERE d.period_id = period AND (closes.selection IS NULL OR d.selection = CASE closes.selection WHEN 'cpns' THEN 'CPNS' ELSE 'PPPK' END))
        END
$$;
REVOKE ALL ON FUNCTION registration.closes(uuid, text, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION registration.closes(uuid, text, uuid) TO helpdesk_registration;

-- People of the list "eks THK-II": keyed hashes only. One finds the number, the other tells whether name and birth date belong to it.
CREATE TABLE registration.thk2 (
    number_index bytea PRIMARY KEY,
    person_index bytea NOT NULL
);

-- How often an account asked for a number of that list.
CREATE TABLE registration.thk2_checks (
    account_id   uuid        PRIMARY KEY REFERENCES accounts.accounts (id) ON DELETE CASCADE,
    -- squawk-ignore prefer-bigint-over-int
    this_hour    integer     NOT NULL,
    hour_ends_at timestamptz NOT NULL
);
CREATE INDEX thk2_checks_hour_ends_at ON registration.thk2_checks (hour_ends_at);

-- Messages on their way to the broker.
CREATE TABLE registration.outbox (
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

GRANT SELECT, INSERT, UPDATE ON registration.registrations TO helpdesk_registration;
GRANT SELECT ON registration.thk2 TO helpdesk_registration;
GRANT SELECT, INSERT, UPDATE, DELETE ON registration.thk2_checks, registration.outbox TO helpdesk_registration;

-- Who is signed in, and what the account says of the person (shared/applicants).
GRANT USAGE ON SCHEMA accounts, keys, sealing, audit TO helpdesk_registration;
GRANT SELECT (id, secret_hash, account_id, stage, last_seen_at, expires_at, revoked_at), UPDATE (last_seen_at)
    ON accounts.sessions TO helpdesk_registration;
GRANT SELECT (id, period_id, state, identity, content, frozen_at) ON accounts.accounts TO helpdesk_registration;
GRANT SELECT (id, name, opens_at, closes_at) ON accounts.periods TO helpdesk_registration;
GRANT SELECT ON keys.accounts TO helpdesk_registration;
GRANT SELECT, INSERT, UPDATE, DELETE ON sealing.processes TO helpdesk_registration;
GRANT SELECT, INSERT ON sealing.in_use TO helpdesk_registration;
GRANT INSERT, SELECT (id) ON audit.entries TO helpdesk_registration;
GRANT INSERT ON audit.unsealed TO helpdesk_registration;

-- Whose account is over has no registration: it was removed (form 02), or another account took its NIK. In the same transaction.
CREATE FUNCTION registration.end_with_account() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE registration.registrations r SET state = 'cancelled', ended_at = NEW.ended_at
     WHERE r.account_id = NEW.id AND r.state IN ('draft', 'final');
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION registration.end_with_account() FROM PUBLIC;
CREATE TRIGGER end_registration AFTER UPDATE OF state ON accounts.accounts
    FOR EACH ROW WHEN (NEW.state IN ('removed', 'replaced') AND OLD.state = 'active') EXECUTE FUNCTION registration.end_with_account();
