-- Applicants sign in to their accounts.

-- Browsers in which an applicant is signed in.
CREATE TABLE accounts.sessions (
    id           uuid        PRIMARY KEY,     -- names it in lists
    secret_hash  bytea       NOT NULL UNIQUE, -- SHA-256 of the cookie
    account_id   uuid        NOT NULL REFERENCES accounts.accounts (id) ON DELETE CASCADE,
    stage        text        NOT NULL CHECK (stage = 'open'), -- there is one step
    client       text        NOT NULL,        -- browser and system, such as "Firefox di Windows"
    created_at   timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,        -- to the minute
    expires_at   timestamptz NOT NULL,        -- whatever happens
    revoked_at   timestamptz                  -- set: ended by hand
);
CREATE INDEX sessions_of_account ON accounts.sessions (account_id);
CREATE INDEX sessions_expires_at ON accounts.sessions (expires_at);

-- Browsers in which an applicant once signed in: others' wrong passwords do not keep the applicant waiting there.
CREATE TABLE accounts.known_devices (
    secret_hash  bytea       PRIMARY KEY, -- SHA-256 of a cookie
    account_id   uuid        NOT NULL REFERENCES accounts.accounts (id) ON DELETE CASCADE,
    last_seen_at timestamptz NOT NULL
);
CREATE INDEX known_devices_of_account ON accounts.known_devices (account_id);
CREATE INDEX known_devices_last_seen_at ON accounts.known_devices (last_seen_at);

-- Attempts to sign in. The wait grows with them; it never becomes a lock.
CREATE TABLE accounts.failed_sign_ins (
    subject       bytea       PRIMARY KEY, -- blind index of a NIK, a device, a browser, a network or an account
    failures      integer     NOT NULL,
    failed_at     timestamptz NOT NULL,
    blocked_until timestamptz NOT NULL
);
CREATE INDEX failed_sign_ins_failed_at ON accounts.failed_sign_ins (failed_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON accounts.sessions, accounts.known_devices, accounts.failed_sign_ins TO helpdesk_accounts;

-- How long sessions and browsers are kept.
GRANT USAGE ON SCHEMA retention TO helpdesk_accounts;
GRANT SELECT (kind, days) ON retention.periods TO helpdesk_accounts;
