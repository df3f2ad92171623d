-- Each batch of expired tickets began at the first day that anything was due on, and passed over all that the batches before it had erased: when a shorter
-- period made millions due at once, a batch came to take longer than a statement may. Now it begins where the last one was. docs/adr/0030
-- Erases up to `most` tickets whose period is over, oldest day first, and writes one entry in the audit log. Returns how many; 0: nothing is due. Who calls it
-- decides nothing: the period is the operator's, and the day is the database's.
CREATE OR REPLACE FUNCTION retention.expire_tickets(most integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
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
    -- The last day of a full batch may have more; those before it have none.
    UPDATE retention.periods
       SET expired_upto = GREATEST(expired_upto, CASE WHEN erased < LEAST(most, 1000) THEN last_due ELSE due.submitted_on - 1 END)
     WHERE kind = 'tickets';
    IF erased > 0 THEN
        INSERT INTO audit.entries (at, actor_kind, action, detail, actor_name)
        VALUES (now(), 'operator', 'expire', format('tickets=%s until=%s', erased, due.submitted_on), 'retention') RETURNING id INTO entry;
        INSERT INTO audit.unsealed (entry_id) VALUES (entry);
    END IF;
    RETURN erased;
END
$$;
