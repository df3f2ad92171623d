-- Every kind of data whose period the operator may set; what a function needs for so long and no longer (a nonce, a count of tries) has its constant in the
-- code instead. docs/adr/0033 and docs/data-model.md
ALTER TABLE retention.periods DROP CONSTRAINT periods_kind_check, DROP CONSTRAINT periods_days_check;
ALTER TABLE retention.periods
    ADD COLUMN usual integer, -- days, as an installation begins
    ADD COLUMN least integer, -- fewer days would break what the data is for
    ADD COLUMN most  integer; -- more days would be more than it is for
UPDATE retention.periods SET usual = 730, least = 30, most = 36500;
INSERT INTO retention.periods (kind, days, usual, least, most) VALUES
    ('idempotency', 7, 7, 1, 30),            -- marks that make a resend one ticket; at least a channel's longest outage
    ('drafts', 14, 14, 1, 90),               -- answers that officers have not sent
    ('texts', 14, 14, 14, 90),               -- texts that agencies posted; at least as long as a report that names one is recognised
    ('inbox', 14, 14, 14, 90),               -- messages seen; at least as long as one may be tried again
    ('sessions', 7, 7, 1, 30),               -- sessions that are over; at least as long as a form of one is brought to its officer
    ('devices', 90, 90, 1, 365),             -- browsers in which an officer was signed in
    ('bulk', 730, 730, 30, 3650),            -- answers to many tickets, with what became of each
    ('notices', 365, 365, 1, 3650),          -- banners that ended, forms that opened again
    ('statistics', 3650, 3650, 400, 36500);  -- counts by the hour; at least a year and what it is compared with
ALTER TABLE retention.periods
    ALTER COLUMN usual SET NOT NULL, ALTER COLUMN least SET NOT NULL, ALTER COLUMN most SET NOT NULL,
    ADD CONSTRAINT periods_kind_check CHECK (kind IN ('tickets', 'idempotency', 'drafts', 'texts', 'inbox', 'sessions', 'devices', 'bulk', 'notices',
                                                      'statistics')),
    ADD CONSTRAINT periods_days_check CHECK (days BETWEEN least AND most AND usual BETWEEN least AND most);

GRANT USAGE ON SCHEMA retention TO helpdesk_router, helpdesk_answer;
GRANT SELECT (kind, days) ON retention.periods TO helpdesk_intake, helpdesk_router, helpdesk_answer;

-- Deletes banners that ended and closures that are over for longer than their period. Who calls it decides nothing. Returns how many.
CREATE FUNCTION retention.forget_notices() RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    age    interval;
    banner integer;
    closed integer;
BEGIN
    SELECT make_interval(days => days) INTO STRICT age FROM retention.periods WHERE kind = 'notices';
    DELETE FROM notices.banners WHERE ends_at < now() - age;
    GET DIAGNOSTICS banner = ROW_COUNT;
    DELETE FROM notices.closed_forms WHERE reopens_at < now() - age;
    GET DIAGNOSTICS closed = ROW_COUNT;
    RETURN banner + closed;
END
$$;
REVOKE ALL ON FUNCTION retention.forget_notices() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION retention.forget_notices() TO helpdesk_intake;

-- Deletes counts of hours that are over for longer than their period. Returns how many.
CREATE FUNCTION retention.forget_hours() RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    forgotten integer;
BEGIN
    DELETE FROM desk.hours
     WHERE hour < now() - (SELECT make_interval(days => days) FROM retention.periods WHERE kind = 'statistics');
    GET DIAGNOSTICS forgotten = ROW_COUNT;
    RETURN forgotten;
END
$$;
REVOKE ALL ON FUNCTION retention.forget_hours() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION retention.forget_hours() TO helpdesk_answer;

-- Deletes the oldest answer to many tickets that is done, or stands still, for longer than its period. Returns how many: 0 or 1.
CREATE FUNCTION retention.forget_bulk_answer() RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    oldest uuid;
BEGIN
    SELECT b.id INTO oldest FROM desk.bulk_answers b
     WHERE b.state NOT IN ('trial', 'running')
       AND b.changed_at < now() - (SELECT make_interval(days => days) FROM retention.periods WHERE kind = 'bulk')
     ORDER BY b.changed_at LIMIT 1 FOR UPDATE SKIP LOCKED;
    IF oldest IS NULL THEN RETURN 0; END IF;
    DELETE FROM desk.bulk_tickets WHERE bulk_id = oldest;
    DELETE FROM desk.bulk_answers WHERE id = oldest;
    RETURN 1;
END
$$;
REVOKE ALL ON FUNCTION retention.forget_bulk_answer() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION retention.forget_bulk_answer() TO helpdesk_answer;
