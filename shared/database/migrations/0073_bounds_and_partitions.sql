-- What a start-up parameter said of a connection, its role says: a pooler in transaction mode passes no start-up parameters on. The same bounds stand in
-- shared/database/src/bounds.rs, for login roles of the operator's own, which inherit none.
DO $$
DECLARE
    service text;
    bound text[];
BEGIN
    FOREACH service IN ARRAY ARRAY['helpdesk_intake', 'helpdesk_router', 'helpdesk_answer', 'helpdesk_console', 'helpdesk_status', 'helpdesk_notify', 'helpdesk_accounts'] LOOP
        FOREACH bound SLICE 1 IN ARRAY ARRAY[
            ['statement_timeout', '5000'], ['idle_in_transaction_session_timeout', '10000'],
            ['tcp_keepalives_idle', '10'], ['tcp_keepalives_interval', '5'], ['tcp_keepalives_count', '3'], ['tcp_user_timeout', '15000'],
            ['plan_cache_mode', 'force_generic_plan']
        ] LOOP
            -- Only status runs few short statements over partitioned tables, whose planning takes longer than running them.
            CONTINUE WHEN bound[1] = 'plan_cache_mode' AND service <> 'helpdesk_status';
            -- A role belongs to the whole cluster: another database may have done this already, or does it at this moment.
            CONTINUE WHEN EXISTS (SELECT FROM pg_roles WHERE rolname = service AND (bound[1] || '=' || bound[2]) = ANY(rolconfig));
            BEGIN
                EXECUTE format('ALTER ROLE %I SET %s = %L', service, bound[1], bound[2]);
            EXCEPTION
                WHEN unique_violation OR internal_error THEN
                    NULL;
                WHEN insufficient_privilege THEN
                    RAISE NOTICE '% keeps its settings: a superuser can give them (docs/operations.md); services set them themselves meanwhile', service;
            END;
        END LOOP;
    END LOOP;
END
$$;

SET LOCAL lock_timeout = '2s';

-- How far the months are prepared, for a metric: the months from that of `today` on that have a partition, without a gap, and rows that found none.
CREATE FUNCTION intake.prepared_partitions(today date, OUT months integer, OUT stray bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    months := 0;
    WHILE months < 60 AND to_regclass('intake.tickets_' || to_char(today + make_interval(months => months), 'YYYY_MM')) IS NOT NULL LOOP
        months := months + 1;
    END LOOP;
    SELECT count(*) INTO stray FROM (SELECT FROM intake.tickets_default LIMIT 10000) AS rows;
END
$$;
REVOKE ALL ON FUNCTION intake.prepared_partitions(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION intake.prepared_partitions(date) TO helpdesk_intake;
