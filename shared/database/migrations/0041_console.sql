-- The console has a role of its own. The role that agencies' requests reach loses what officers sign in with, and everything that only officers do.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'helpdesk_console') THEN
        BEGIN
            CREATE ROLE helpdesk_console NOLOGIN;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL; -- another database of this cluster is being migrated at the same moment
        END;
    END IF;
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO helpdesk_console', current_database());
END
$$;

GRANT USAGE ON SCHEMA intake, keys, routing, desk, audit, reference, retention, sealing TO helpdesk_console;

-- The work on cases is done by both.
GRANT SELECT (submitted_on, number, id, form, submitted_at, answer_due_at, region, hints, nik_index, content, documents, object_key, restricted_at, erased_at)
    ON intake.tickets TO helpdesk_console;
GRANT SELECT ON keys.tickets, routing.dispatches, desk.actors TO helpdesk_console;
GRANT SELECT, INSERT, UPDATE ON desk.cases TO helpdesk_console;
GRANT SELECT, INSERT ON desk.timeline, desk.answers, desk.transfers TO helpdesk_console;
GRANT SELECT, INSERT, UPDATE, DELETE ON desk.outbox TO helpdesk_console;
GRANT SELECT (kind, days) ON retention.periods TO helpdesk_console;
GRANT SELECT, INSERT, UPDATE, DELETE ON sealing.processes TO helpdesk_console;
GRANT SELECT, INSERT ON sealing.in_use TO helpdesk_console;

-- What only officers do.
REVOKE ALL ON desk.notes, desk.drafts, desk.templates, desk.hours, desk.bulk_answers, desk.bulk_tickets, desk.clusters FROM helpdesk_answer;
GRANT SELECT, INSERT ON desk.notes TO helpdesk_console;
GRANT SELECT, INSERT, UPDATE, DELETE ON desk.drafts, desk.templates, desk.clusters TO helpdesk_console;
GRANT SELECT, INSERT, UPDATE ON desk.hours, desk.bulk_answers, desk.bulk_tickets TO helpdesk_console;
REVOKE EXECUTE ON FUNCTION retention.forget_hours(), retention.forget_bulk_answer() FROM helpdesk_answer;
GRANT EXECUTE ON FUNCTION retention.forget_hours(), retention.forget_bulk_answer() TO helpdesk_console;
REVOKE SELECT (nik_index) ON intake.tickets FROM helpdesk_answer;

-- Names that supervisors add to the lists.
REVOKE ALL ON reference.countries, reference.cities, reference.universities, reference.terms FROM helpdesk_answer;
REVOKE EXECUTE ON FUNCTION reference.add(text, text, text, text, uuid, timestamptz), reference.fold(text),
    reference.suggest(text, text, text, text, integer), reference.nearness(text, text) FROM helpdesk_answer;
REVOKE USAGE ON SCHEMA reference FROM helpdesk_answer;
GRANT SELECT ON reference.countries, reference.cities, reference.universities, reference.terms TO helpdesk_console;
GRANT EXECUTE ON FUNCTION reference.add(text, text, text, text, uuid, timestamptz), reference.fold(text),
    reference.suggest(text, text, text, text, integer), reference.nearness(text, text) TO helpdesk_console;

-- Who may enter.
REVOKE ALL ON desk.officers, desk.activations, desk.recovery_codes, desk.resets, desk.sessions, desk.known_devices, desk.failed_sign_ins, desk.anonymous_sign_ins
    FROM helpdesk_answer;
GRANT SELECT, INSERT, UPDATE ON desk.officers TO helpdesk_console;
GRANT SELECT, INSERT, UPDATE, DELETE
    ON desk.activations, desk.recovery_codes, desk.resets, desk.sessions, desk.known_devices, desk.failed_sign_ins, desk.anonymous_sign_ins
    TO helpdesk_console;

-- Both add to the audit log. The console shows it and chains it; agencies' side cannot read it.
REVOKE ALL ON audit.entries, audit.chain, audit.unsealed, audit.sealer FROM helpdesk_answer;
GRANT INSERT, SELECT (id) ON audit.entries TO helpdesk_answer;
GRANT INSERT ON audit.unsealed TO helpdesk_answer;
GRANT SELECT, INSERT ON audit.entries, audit.chain TO helpdesk_console;
GRANT SELECT, INSERT, DELETE ON audit.unsealed TO helpdesk_console;
GRANT SELECT, UPDATE ON audit.sealer TO helpdesk_console;

-- Counting hours and grouping tickets are one process's work at a time.
DO $$
BEGIN
    IF (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
        REVOKE EXECUTE ON FUNCTION pg_try_advisory_xact_lock(bigint) FROM helpdesk_answer;
        GRANT EXECUTE ON FUNCTION pg_try_advisory_xact_lock(bigint) TO helpdesk_console;
    END IF;
END
$$;
