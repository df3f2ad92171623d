-- Accounts of applicants: when they may be made, what somebody has told while making one, and what the population register said. docs/adr/0052
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'helpdesk_accounts') THEN
        BEGIN
            CREATE ROLE helpdesk_accounts NOLOGIN;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL; -- another database of this cluster is being migrated at the same moment
        END;
    END IF;
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO helpdesk_accounts', current_database());
END
$$;

CREATE SCHEMA accounts;

-- An account belongs to one period. The operator says when it may be made (`helpdesk period`).
CREATE TABLE accounts.periods (
    id        uuid        PRIMARY KEY,
    name      text        NOT NULL UNIQUE CHECK (name ~ '^\S(.{0,58}\S)?$'), -- as people read it, such as CASN 2026
    opens_at  timestamptz NOT NULL,
    closes_at timestamptz NOT NULL, -- from this moment on none can be made
    CONSTRAINT periods_close_after_they_open CHECK (closes_at > opens_at),
    CONSTRAINT periods_one_at_a_time EXCLUDE USING gist (tstzrange(opens_at, closes_at) WITH &&)
);

-- What somebody has told so far. It claims nothing: the NIK is taken when the account is made. It lasts an hour from its last step, a day at most.
CREATE TABLE accounts.drafts (
    id          uuid        PRIMARY KEY,     -- the account's, once it is made
    period_id   uuid        NOT NULL REFERENCES accounts.periods (id),
    secret_hash bytea       NOT NULL UNIQUE, -- of the secret that the browser keeps
    nik_index   bytea       NOT NULL,        -- keyed hash of the NIK
    identity    text        NOT NULL CHECK (identity IN ('verified', 'pending')), -- pending: the register could not be asked
    content     bytea       NOT NULL,        -- what was told, as JSON, sealed with the draft's data key
    made_at     timestamptz NOT NULL,
    used_at     timestamptz NOT NULL         -- the last step
);
CREATE INDEX drafts_of_nik ON accounts.drafts (nik_index);
CREATE INDEX drafts_used_at ON accounts.drafts (used_at);

-- What the register said of five values together, so that nobody asks it twice.
CREATE TABLE accounts.verdicts (
    identity_index bytea       PRIMARY KEY, -- keyed hash of NIK, KK, name, place and date of birth
    nik_index      bytea       NOT NULL,    -- keyed hash of the NIK
    verdict        text        CHECK (verdict IN ('match', 'not_found', 'differs')), -- NULL: a process is asking
    kept_until     timestamptz NOT NULL     -- until then it counts, or the process that asks may take
);
CREATE INDEX verdicts_kept_until ON accounts.verdicts (kept_until);
CREATE INDEX verdicts_of_nik ON accounts.verdicts (nik_index);

-- Which identities were tried with a NIK: whoever tries many looks for the right one.
CREATE TABLE accounts.tried_niks (
    nik_index   bytea       PRIMARY KEY, -- keyed hash of the NIK
    identities  bytea[]     NOT NULL,    -- keyed hashes of the values that were tried
    last_new_at timestamptz NOT NULL     -- when the last of them came; a day later they are forgotten
);
CREATE INDEX tried_niks_last_new_at ON accounts.tried_niks (last_new_at);

-- How many answers of the register were taken on each day. Processes take some at a time.
CREATE TABLE accounts.register_days (
    day   date   PRIMARY KEY, -- in WIB
    drawn bigint NOT NULL
);

-- Drafts that were begun from a network in an hour.
CREATE TABLE accounts.beginnings (
    network_index bytea       PRIMARY KEY, -- keyed hash of the network
    this_hour     integer     NOT NULL,
    hour_ends_at  timestamptz NOT NULL
);
CREATE INDEX beginnings_hour_ends_at ON accounts.beginnings (hour_ends_at);

-- Challenges of the CAPTCHA that were answered and used.
CREATE TABLE accounts.spent_captchas (
    id         uuid        PRIMARY KEY, -- id inside the sealed token
    expires_at timestamptz NOT NULL,    -- the row is forgotten an hour later
    told       bytea                    -- keyed hash of whom it was spent for
);
CREATE INDEX spent_captchas_expires_at ON accounts.spent_captchas (expires_at);

-- Data keys of drafts and accounts, apart from what they seal.
CREATE TABLE keys.accounts (
    account_id uuid  PRIMARY KEY, -- of a draft, or of the account that it became
    data_key   bytea NOT NULL     -- wrapped by a key-encryption key that no database holds
);

GRANT USAGE ON SCHEMA accounts, keys, sealing, notices TO helpdesk_accounts;
GRANT SELECT ON accounts.periods TO helpdesk_accounts;
GRANT SELECT, INSERT, UPDATE, DELETE ON accounts.drafts, accounts.verdicts, accounts.tried_niks, accounts.register_days,
    accounts.beginnings, accounts.spent_captchas TO helpdesk_accounts;
GRANT SELECT, INSERT, DELETE ON keys.accounts TO helpdesk_accounts;
GRANT SELECT ON notices.banners, notices.closed_forms TO helpdesk_accounts;
GRANT SELECT, INSERT, UPDATE, DELETE ON sealing.processes TO helpdesk_accounts;
GRANT SELECT, INSERT ON sealing.in_use TO helpdesk_accounts;
