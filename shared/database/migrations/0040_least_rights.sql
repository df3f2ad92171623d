-- No more rights than each service uses. Later migrations grant column by column where a table holds what is personal.

-- Only the services may connect, and none of them needs temporary tables.
DO $$
BEGIN
    EXECUTE format('REVOKE CONNECT, TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO helpdesk_intake, helpdesk_router, helpdesk_answer, helpdesk_status', current_database());
END
$$;

-- Large objects could fill the disk, and advisory locks could stop whoever waits for one. They belong to PostgreSQL's superuser: where the migrating role is
-- none, a superuser does this once (docs/operations.md).
DO $$
DECLARE
    callable regprocedure;
BEGIN
    IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
        RAISE NOTICE 'large objects and advisory locks stay open to every role: a superuser can close them';
        RETURN;
    END IF;
    FOR callable IN
        SELECT oid FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace
           AND (proname LIKE 'lo\_%' OR proname IN ('loread', 'lowrite') OR proname LIKE 'pg\_advisory%' OR proname LIKE 'pg\_try\_advisory%')
    LOOP
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', callable);
    END LOOP;
    -- Counting hours and grouping tickets are one process's work at a time.
    GRANT EXECUTE ON FUNCTION pg_try_advisory_xact_lock(bigint) TO helpdesk_answer;
END
$$;

-- Intake faces the internet and holds the key that opens data keys: it reads of a ticket what it asks about, never what is sealed or an index.
REVOKE SELECT ON intake.tickets FROM helpdesk_intake;
GRANT SELECT (submitted_on, number, id, form, submitted_at, answer_due_at, object_key, region, documents, erased_at) ON intake.tickets TO helpdesk_intake;

-- The desks open tickets; whose filing followed which, and who filed the same before, is not theirs.
REVOKE SELECT ON intake.tickets FROM helpdesk_answer;
GRANT SELECT (submitted_on, number, id, form, submitted_at, answer_due_at, region, hints, nik_index, content, documents, object_key, restricted_at, erased_at)
    ON intake.tickets TO helpdesk_answer;
