-- One schema per owner, one role per service with the least rights.
-- Roles are made here without login when they do not exist yet; the operator gives them a password or a login role as member.
DO $$
DECLARE
    service text;
BEGIN
    FOREACH service IN ARRAY ARRAY['helpdesk_intake', 'helpdesk_router', 'helpdesk_answer', 'helpdesk_status'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = service) THEN
            BEGIN
                EXECUTE format('CREATE ROLE %I NOLOGIN', service);
            EXCEPTION WHEN duplicate_object OR unique_violation THEN
                NULL; -- another database of this cluster is being migrated at the same moment
            END;
        END IF;
    END LOOP;
END
$$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;

CREATE SCHEMA intake;    -- submissions: tickets, outbox, idempotency keys, channel tokens
CREATE SCHEMA routing;   -- where submissions go: rules, dispatches, inbox
CREATE SCHEMA desk;      -- the work on tickets: cases, answers, access log, desk tokens
CREATE SCHEMA status;    -- what a lookup may see
CREATE SCHEMA reference; -- lists that forms suggest from

GRANT USAGE ON SCHEMA intake TO helpdesk_intake, helpdesk_answer;
GRANT USAGE ON SCHEMA routing TO helpdesk_router;
GRANT USAGE ON SCHEMA desk TO helpdesk_answer;
GRANT USAGE ON SCHEMA status TO helpdesk_status;
GRANT USAGE ON SCHEMA reference TO helpdesk_intake, helpdesk_answer;
