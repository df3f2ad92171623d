-- Applicants are told of their stampings by letter: done, waiting for them, or rejected. docs/adr/0082
SET LOCAL lock_timeout = '2s';

ALTER TABLE stamping.jobs
    ADD COLUMN since   timestamptz, -- when it came into its state; NULL: when it was asked for, or before migration 0087
    ADD COLUMN told_at timestamptz; -- when its owner was told of this state; NULL: nobody was

-- Jobs are forgotten a year after their registration, and the service is off until registrations ask: the table is small.
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX jobs_untold ON stamping.jobs (since)
    WHERE told_at IS NULL AND since IS NOT NULL AND state IN ('attached', 'rejected', 'needs_login', 'needs_balance');

-- Notes since when a stamping is in its state. Nobody was told of the new one.
CREATE FUNCTION stamping.comes_into_state() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.since := clock_timestamp();
    NEW.told_at := NULL;
    RETURN NEW;
END
$$;
REVOKE ALL ON FUNCTION stamping.comes_into_state() FROM PUBLIC;
CREATE TRIGGER comes_into_state BEFORE UPDATE OF state ON stamping.jobs
    FOR EACH ROW WHEN (NEW.state IS DISTINCT FROM OLD.state) EXECUTE FUNCTION stamping.comes_into_state();

-- Accounts that are to be told of their stampings, and of what; from then on they count as told. One row an account and news:
-- 'rejected' at once, unless another file is in its place already; 'stamped' a quarter of an hour after the first, so that one
-- letter tells of all; 'waits' after an hour in which the person neither signed in nor bought stamps, or after ten minutes
-- where the registration closes within a day. At most `most` stampings are looked at.
CREATE FUNCTION stamping.take_untold(at timestamptz, most bigint, OUT account uuid, OUT news text) RETURNS SETOF record
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH ripe AS (
        SELECT j.account_id, n.news
          FROM stamping.jobs j,
               LATERAL (SELECT CASE j.state WHEN 'attached' THEN 'stamped' WHEN 'rejected' THEN 'rejected' ELSE 'waits' END) AS n (news)
         WHERE j.told_at IS NULL AND j.since IS NOT NULL
           AND j.state IN ('attached', 'rejected', 'needs_login', 'needs_balance')
           AND j.since <= at - CASE n.news WHEN 'stamped' THEN interval '15 minutes' WHEN 'rejected' THEN interval '0'
                                    ELSE CASE WHEN j.closes_at <= at + interval '24 hours' THEN interval '10 minutes'
                                              ELSE interval '1 hour' END END
         ORDER BY j.since LIMIT most
    ), held AS (
        SELECT j.id, j.account_id, r.news,
               j.state <> 'rejected' OR NOT EXISTS (
                   SELECT FROM stamping.jobs o
                    WHERE o.slot_id = j.slot_id AND o.id <> j.id AND o.requested_at > j.requested_at) AS counts
          FROM stamping.jobs j
          JOIN (SELECT DISTINCT account_id, news FROM ripe) r ON r.account_id = j.account_id
         WHERE j.told_at IS NULL AND j.since IS NOT NULL
           AND CASE r.news WHEN 'stamped' THEN j.state = 'attached' WHEN 'rejected' THEN j.state = 'rejected'
                           ELSE j.state IN ('needs_login', 'needs_balance') END
           FOR UPDATE OF j SKIP LOCKED
    ), told AS (
        UPDATE stamping.jobs j SET told_at = at FROM held h WHERE j.id = h.id
        RETURNING j.account_id, h.news, h.counts
    )
    SELECT t.account_id, t.news FROM told t WHERE t.counts GROUP BY t.account_id, t.news ORDER BY t.account_id, t.news
$$;
REVOKE ALL ON FUNCTION stamping.take_untold(timestamptz, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION stamping.take_untold(timestamptz, bigint) TO helpdesk_registration;

-- Few rows, which the letters' period bounds.
ALTER TABLE notify.letters
    -- squawk-ignore ban-drop-constraint
    DROP CONSTRAINT letters_kind_check,
    -- squawk-ignore constraint-missing-not-valid
    ADD CONSTRAINT letters_kind_check CHECK (kind IN (
        'ticket_answered', 'ticket_asked', 'ticket_number',
        'account_verify_email', 'account_new_password', 'account_password_changed', 'account_recovered', 'account_answer_issued',
        'account_new_device', 'account_contact_changed', 'account_questions_changed', 'account_identity_verified',
        'account_identity_refused', 'account_claim_made', 'account_claim_taken', 'account_replaced', 'account_frozen',
        'account_complained', 'account_released', 'account_removed',
        'account_contact_told', 'account_phone_code', 'account_answer_code', 'account_password_code',
        'registration_final', 'registration_reminder',
        'registration_stamped', 'registration_stamp_waits', 'registration_stamp_rejected'));
