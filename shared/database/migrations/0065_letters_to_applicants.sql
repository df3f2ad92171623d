-- Applicants are told what happens to their accounts, and get back in by a link. docs/adr/0057

-- Where an applicant is reached. An address that was told anew waits until somebody opens what was sent to it.
CREATE TABLE accounts.addresses (
    id          uuid        PRIMARY KEY,
    account_id  uuid        NOT NULL REFERENCES accounts.accounts (id) ON DELETE CASCADE,
    kind        text        NOT NULL CHECK (kind IN ('email', 'phone')),
    state       text        NOT NULL CHECK (state IN ('current', 'waiting', 'former')),
    address     bytea       NOT NULL, -- sealed with the account's data key
    since       timestamptz NOT NULL, -- in this state
    verified_at timestamptz           -- when somebody opened a link that was sent to it; NULL: nobody did
);
CREATE INDEX addresses_of_account ON accounts.addresses (account_id);
CREATE UNIQUE INDEX addresses_one_of_a_kind ON accounts.addresses (account_id, kind, state) WHERE state <> 'former';
CREATE INDEX addresses_former ON accounts.addresses (since) WHERE state = 'former';

ALTER TABLE accounts.accounts
    ADD COLUMN addressed   boolean NOT NULL DEFAULT false, -- its addresses are in accounts.addresses
    ADD COLUMN first_in_at timestamptz;                    -- when somebody signed in for the first time; NULL: nobody did
CREATE INDEX accounts_to_address ON accounts.accounts (id) WHERE NOT addressed;
UPDATE accounts.accounts a SET first_in_at = s.at
  FROM (SELECT account_id, min(created_at) AS at FROM accounts.sessions GROUP BY account_id) s
 WHERE s.account_id = a.id;

-- What a link in a mail does. Its token is the id with a keyed hash of it, so that no secret lies here.
CREATE TABLE accounts.links (
    id         uuid        PRIMARY KEY,
    account_id uuid        NOT NULL REFERENCES accounts.accounts (id) ON DELETE CASCADE,
    address_id uuid        NOT NULL REFERENCES accounts.addresses (id) ON DELETE CASCADE, -- to which it was sent
    kind       text        NOT NULL CHECK (kind IN ('verify_address', 'new_password')),
    made_at    timestamptz NOT NULL,
    until      timestamptz NOT NULL,
    used_at    timestamptz -- NULL: nobody acted on it
);
CREATE INDEX links_of_account ON accounts.links (account_id, kind, made_at);
CREATE INDEX links_of_address ON accounts.links (address_id);
CREATE INDEX links_until ON accounts.links (until);

-- Somebody asked for a link to a new password. Whether the NIK has an account is looked up later, so that nobody can tell from the time that it takes.
CREATE TABLE accounts.link_requests (
    id        uuid        PRIMARY KEY,
    nik_index bytea       NOT NULL, -- keyed hash of the NIK
    asked_at  timestamptz NOT NULL
);
CREATE INDEX link_requests_asked_at ON accounts.link_requests (asked_at);

-- How often in an hour, whether the NIK has an account or not.
CREATE TABLE accounts.link_counts (
    subject      bytea       PRIMARY KEY, -- keyed hash of a NIK or a network
    this_hour    integer     NOT NULL,
    hour_ends_at timestamptz NOT NULL
);
CREATE INDEX link_counts_hour_ends_at ON accounts.link_counts (hour_ends_at);

-- Messages that wait for the broker. The ids are of their letters.
CREATE TABLE accounts.outbox (
    event_id     uuid        PRIMARY KEY,
    exchange     text        NOT NULL,
    routing_key  text        NOT NULL,
    body         jsonb       NOT NULL,
    traceparent  text,                                     -- W3C trace context of what caused it
    created_at   timestamptz NOT NULL DEFAULT now(),
    leased_until timestamptz NOT NULL DEFAULT '-infinity', -- until then a relay is publishing it
    attempts     integer     NOT NULL DEFAULT 0            -- how often a relay took it
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_cost_delay = 0);

GRANT SELECT, INSERT, UPDATE, DELETE ON accounts.addresses, accounts.links, accounts.link_requests, accounts.link_counts, accounts.outbox TO helpdesk_accounts;

-- A letter is about a ticket, or to an address of an account.
ALTER TABLE notify.letters DROP CONSTRAINT letters_kind_check;
ALTER TABLE notify.letters
    ALTER COLUMN submitted_on DROP NOT NULL,
    ALTER COLUMN ticket_number DROP NOT NULL,
    ADD COLUMN account_id uuid REFERENCES accounts.accounts (id) ON DELETE CASCADE, -- the account that it is about
    ADD COLUMN address_id uuid, -- to which of its addresses it goes
    ADD COLUMN link_id    uuid, -- the link that stands in it; NULL: none
    ADD CONSTRAINT letters_kind_check CHECK (kind IN (
        'ticket_answered', 'ticket_asked', 'ticket_number',
        'account_verify_email', 'account_new_password', 'account_password_changed', 'account_recovered', 'account_answer_issued',
        'account_new_device', 'account_contact_changed', 'account_questions_changed', 'account_identity_verified',
        'account_identity_refused', 'account_claim_made', 'account_claim_taken', 'account_replaced', 'account_frozen')),
    ADD CONSTRAINT letters_about_a_ticket_or_an_account CHECK (
        (kind LIKE 'ticket\_%') = (ticket_number IS NOT NULL) AND (kind LIKE 'ticket\_%') = (submitted_on IS NOT NULL)
        AND (kind LIKE 'account\_%') = (account_id IS NOT NULL) AND (kind LIKE 'account\_%') = (address_id IS NOT NULL)),
    ADD CONSTRAINT letters_with_a_link CHECK ((kind IN ('account_verify_email', 'account_new_password')) = (link_id IS NOT NULL));
CREATE INDEX letters_of_account ON notify.letters (account_id) WHERE account_id IS NOT NULL;

CREATE OR REPLACE VIEW notify.addressed AS
SELECT l.id, l.kind, l.ticket_number, l.requested_at, l.expires_at, l.attempts, l.settled_at, t.id AS ticket_id,
       coalesce(a.address, d.address) AS address, coalesce(k.data_key, c.data_key) AS data_key,
       d.account_id, d.id AS address_id, l.link_id
  FROM notify.letters l
  LEFT JOIN intake.tickets t ON t.submitted_on = l.submitted_on AND t.number = l.ticket_number AND t.erased_at IS NULL
  LEFT JOIN keys.tickets k ON k.ticket_id = t.id
  LEFT JOIN intake.notice_addresses a ON a.ticket_number = t.number
  LEFT JOIN accounts.addresses d ON d.id = l.address_id AND d.account_id = l.account_id
  LEFT JOIN keys.accounts c ON c.account_id = d.account_id;

-- Writes a letter to an address of an account, if it has this address. Who calls it learns whether.
CREATE FUNCTION notify.to_address(letter uuid, what text, account uuid, address uuid, link uuid, at timestamptz, until timestamptz, due timestamptz) RETURNS boolean
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH written AS (
        INSERT INTO notify.letters (id, kind, account_id, address_id, link_id, requested_at, expires_at, due_at)
        SELECT letter, what, d.account_id, d.id, link, at, until, due
          FROM accounts.addresses d WHERE d.id = to_address.address AND d.account_id = to_address.account
        RETURNING id
    )
    SELECT EXISTS (SELECT FROM written)
$$;
REVOKE ALL ON FUNCTION notify.to_address(uuid, text, uuid, uuid, uuid, timestamptz, timestamptz, timestamptz) FROM PUBLIC;
GRANT USAGE ON SCHEMA notify TO helpdesk_accounts;
GRANT EXECUTE ON FUNCTION notify.to_address(uuid, text, uuid, uuid, uuid, timestamptz, timestamptz, timestamptz) TO helpdesk_accounts;
