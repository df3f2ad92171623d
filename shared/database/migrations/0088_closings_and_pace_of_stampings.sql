-- Stampings follow the dates of their registration, and say how fast others come to their end. docs/adr/0082
SET LOCAL lock_timeout = '2s';

-- The table is small, as in migration 0087.
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX jobs_open_by_id ON stamping.jobs (id) WHERE settled_at IS NULL;
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX jobs_attached ON stamping.jobs (settled_at) WHERE state = 'attached';

-- Gives the next `most` stampings after this one, by id, that are not settled the closing time of their registration by the dates of
-- this moment. Returns the last that was looked at; NULL: there was none.
CREATE FUNCTION stamping.follow_closings(after uuid, most bigint) RETURNS uuid
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH looked AS (
        SELECT j.id, coalesce(registration.closes(r.period_id, r.selection, r.formation_id), r.closes_at) AS closes
          FROM (SELECT o.id, o.account_id FROM stamping.jobs o
                 WHERE o.settled_at IS NULL AND o.id > after ORDER BY o.id LIMIT most) j
          LEFT JOIN registration.registrations r ON r.account_id = j.account_id
    ), moved AS (
        UPDATE stamping.jobs j SET closes_at = l.closes FROM looked l
         WHERE j.id = l.id AND j.settled_at IS NULL AND j.closes_at <> l.closes
    )
    SELECT l.id FROM looked l ORDER BY l.id DESC LIMIT 1
$$;

-- How many stampings came to a good end in the last quarter of an hour, up to 100,000.
CREATE FUNCTION stamping.lately_attached(at timestamptz) RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT count(*) FROM (SELECT FROM stamping.jobs j
                           WHERE j.state = 'attached' AND j.settled_at > at - interval '15 minutes' AND j.settled_at <= at LIMIT 100000) AS counted
$$;

REVOKE ALL ON FUNCTION stamping.follow_closings(uuid, bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION stamping.lately_attached(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION stamping.follow_closings(uuid, bigint) TO helpdesk_registration;
GRANT EXECUTE ON FUNCTION stamping.lately_attached(timestamptz) TO helpdesk_registration;
