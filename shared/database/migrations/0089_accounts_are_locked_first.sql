-- Whoever locks a registration and its account locks the account first, as whoever removes an account does. docs/adr/0083
SET LOCAL lock_timeout = '2s';

-- Locks an account until the transaction ends. It changes nothing.
CREATE FUNCTION registration.hold_account(account uuid) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT FROM accounts.accounts a WHERE a.id = account FOR NO KEY UPDATE
$$;
REVOKE ALL ON FUNCTION registration.hold_account(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION registration.hold_account(uuid) TO helpdesk_registration;
