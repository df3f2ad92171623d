-- Which key-encryption keys are in use, so that none is taken out while something still needs it. Ids of keys only, never keys.
CREATE SCHEMA sealing;

-- Processes that seal and open personal data, each with its keys. A row is renewed every few seconds and goes with its process; one that was not renewed for
-- 15 seconds belongs to a process that died.
CREATE TABLE sealing.processes (
    id         uuid        PRIMARY KEY, -- made by the process when it starts
    service    text        NOT NULL,    -- intake, answer, status
    seals_with text        NOT NULL,    -- id of the key that it seals with
    opens      text[]      NOT NULL,    -- ids of all keys that it can open with
    started_at timestamptz NOT NULL DEFAULT now(),
    seen_at    timestamptz NOT NULL DEFAULT now() -- the last renewal
);

-- Keys that data may be sealed with: written before the first use, removed by `helpdesk rewrap` when no data key is wrapped with it any more.
CREATE TABLE sealing.in_use (
    key_id text        PRIMARY KEY,
    since  timestamptz NOT NULL DEFAULT now() -- when it was first seen in use
);

-- A wrapped data key is: version, length of the id, id, sealed key. Tickets' keys are kept elsewhere from migration 0033 on, which a database may have had before this one.
DO $$
BEGIN
    IF to_regclass('keys.tickets') IS NULL THEN
        INSERT INTO sealing.in_use (key_id)
        SELECT DISTINCT convert_from(substr(data_key, 3, get_byte(data_key, 1)), 'UTF8') FROM intake.tickets WHERE data_key IS NOT NULL;
    ELSE
        INSERT INTO sealing.in_use (key_id)
        SELECT DISTINCT convert_from(substr(data_key, 3, get_byte(data_key, 1)), 'UTF8') FROM keys.tickets;
    END IF;
    INSERT INTO sealing.in_use (key_id)
    SELECT DISTINCT convert_from(substr(data_key, 3, get_byte(data_key, 1)), 'UTF8') FROM desk.officers
    ON CONFLICT DO NOTHING;
END
$$;

GRANT USAGE ON SCHEMA sealing TO helpdesk_intake, helpdesk_answer, helpdesk_status;
GRANT SELECT, INSERT, UPDATE, DELETE ON sealing.processes TO helpdesk_intake, helpdesk_answer, helpdesk_status;
GRANT SELECT, INSERT ON sealing.in_use TO helpdesk_intake, helpdesk_answer, helpdesk_status;
