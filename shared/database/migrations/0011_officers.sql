-- Who may enter the console, and the record of what everybody does there.

-- People who work in the console. Their NIP holds their birth date, so it is sealed and found by a blind index, as a NIK is.
CREATE TABLE desk.officers (
    id               uuid        PRIMARY KEY,
    name             text        NOT NULL CHECK (name <> ''), -- as colleagues read it beside a claim
    nip_index        bytea       NOT NULL CONSTRAINT officers_nip UNIQUE, -- blind index
    data_key         bytea       NOT NULL, -- the officer's own key, wrapped
    nip              bytea       NOT NULL, -- 18 digits, sealed with the data key
    roles            text[]      NOT NULL CHECK (roles <@ ARRAY['officer', 'supervisor', 'administrator', 'auditor'] AND cardinality(roles) > 0),
    desks            text[]      NOT NULL, -- where the roles count
    password_hash    text,                 -- Argon2id in PHC form; NULL: not activated yet
    totp_secret      bytea,                -- sealed with the data key; NULL: not enrolled yet
    totp_last_step   bigint,               -- newest step of 30 s that was accepted; no code counts twice
    created_at       timestamptz NOT NULL,
    created_by       uuid,                 -- administrator; NULL: the operator
    activated_at     timestamptz,          -- first password
    disabled_at      timestamptz           -- set: may not enter
);

-- One-time codes with which an officer chooses a password, at the beginning or after a reset. A new one takes the place of the old.
CREATE TABLE desk.activations (
    officer_id uuid        PRIMARY KEY REFERENCES desk.officers (id),
    code_hash  bytea       NOT NULL UNIQUE, -- keyed hash; the row goes when the code is used
    expires_at timestamptz NOT NULL
);

-- Ten codes for the day the phone is lost.
CREATE TABLE desk.recovery_codes (
    officer_id uuid        NOT NULL REFERENCES desk.officers (id),
    code_hash  bytea       NOT NULL, -- keyed hash
    spent_at   timestamptz,          -- set: of no use any more
    PRIMARY KEY (officer_id, code_hash)
);

-- Browsers in which an officer is signed in, or about to be.
CREATE TABLE desk.sessions (
    id             uuid        PRIMARY KEY,     -- names it in lists
    secret_hash    bytea       NOT NULL UNIQUE, -- SHA-256 of the cookie
    officer_id     uuid        NOT NULL REFERENCES desk.officers (id),
    stage          text        NOT NULL CHECK (stage IN ('password', 'open')), -- password: the second factor is still missing
    offered_secret bytea,                       -- TOTP secret shown for enrolment, sealed with the officer's data key
    wrong_codes    integer     NOT NULL DEFAULT 0, -- in this session
    client         text        NOT NULL,        -- browser and system, such as "Firefox di Windows"
    created_at     timestamptz NOT NULL,
    last_seen_at   timestamptz NOT NULL,        -- to the minute
    expires_at     timestamptz NOT NULL,        -- whatever happens
    revoked_at     timestamptz                  -- set: ended by hand
);
CREATE INDEX sessions_officer ON desk.sessions (officer_id);

-- Browsers in which an officer once signed in fully: others' wrong passwords do not keep the officer waiting there.
CREATE TABLE desk.known_devices (
    secret_hash  bytea       PRIMARY KEY, -- SHA-256 of a cookie
    officer_id   uuid        NOT NULL REFERENCES desk.officers (id),
    last_seen_at timestamptz NOT NULL
);
CREATE INDEX known_devices_officer ON desk.known_devices (officer_id);

-- Attempts to sign in that did not succeed, by account, device and address. The wait grows with them; it never becomes a lock.
CREATE TABLE desk.failed_sign_ins (
    subject       bytea       PRIMARY KEY, -- blind index of a NIP, a device or a network
    failures      integer     NOT NULL,
    failed_at     timestamptz NOT NULL,
    blocked_until timestamptz NOT NULL
);
CREATE INDEX failed_sign_ins_failed_at ON desk.failed_sign_ins (failed_at);

GRANT SELECT, INSERT, UPDATE ON desk.officers TO helpdesk_answer;
GRANT SELECT, INSERT, UPDATE, DELETE ON desk.activations, desk.recovery_codes, desk.sessions, desk.known_devices, desk.failed_sign_ins TO helpdesk_answer;

-- A ticket is held, answered and handed over by an agency's token or by an officer.
ALTER TABLE desk.cases DROP CONSTRAINT cases_claimed_by_fkey;
ALTER TABLE desk.cases ADD COLUMN claimed_at timestamptz; -- since when claimed_by holds it
UPDATE desk.cases SET claimed_at = now() WHERE claimed_by IS NOT NULL;

-- Whoever claims, answers and hands over, by name.
CREATE VIEW desk.actors AS
SELECT id, 'agency' AS kind, name FROM desk.tokens
UNION ALL
SELECT id, 'officer', name FROM desk.officers;

GRANT SELECT ON desk.actors TO helpdesk_answer;

-- Who saw and did what. Services can only add to it; the chain shows if somebody else did more.
CREATE SCHEMA audit;
GRANT USAGE ON SCHEMA audit TO helpdesk_answer;

CREATE TABLE audit.entries (
    id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at            timestamptz NOT NULL,
    actor_kind    text        NOT NULL CHECK (actor_kind IN ('officer', 'agency', 'operator', 'nobody')), -- nobody: a sign-in that failed
    actor_id      uuid,                 -- officer or token; NULL for the operator and nobody
    action        text        NOT NULL, -- such as read_ticket; crate audit lists them
    ticket_number text,
    desk          text,                 -- the ticket's desk at that moment
    officer_id    uuid,                 -- whose account it was about
    detail        text                  -- codes and counts, such as the kind of document; nothing personal
);
CREATE INDEX entries_at ON audit.entries (at, id);
CREATE INDEX entries_actor ON audit.entries (actor_id, id) WHERE actor_id IS NOT NULL;
CREATE INDEX entries_ticket ON audit.entries (ticket_number, id) WHERE ticket_number IS NOT NULL;
CREATE INDEX entries_officer ON audit.entries (officer_id, id) WHERE officer_id IS NOT NULL;

-- Entries that wait to be chained, for about a second: written with the entry, removed with its link.
CREATE TABLE audit.unsealed (
    entry_id bigint PRIMARY KEY
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_cost_delay = 0);

-- The chain: each link holds the hash of its entry and of the link before it.
CREATE TABLE audit.chain (
    position  bigint      PRIMARY KEY,     -- from 1, without gaps
    entry_id  bigint      NOT NULL UNIQUE, -- no foreign key: a removed entry is found by its link
    hash      bytea       NOT NULL,        -- keyed hash over the hash before it and all columns of the entry
    sealed_at timestamptz NOT NULL
);

GRANT SELECT, INSERT ON audit.entries, audit.chain TO helpdesk_answer;
GRANT SELECT, INSERT, DELETE ON audit.unsealed TO helpdesk_answer;

-- What the desks' log held so far goes on in the new one.
INSERT INTO audit.entries (at, actor_kind, actor_id, action, ticket_number, desk, detail)
SELECT l.at, 'agency', l.token_id, l.action, l.ticket_number, c.desk, l.document
  FROM desk.access_log l LEFT JOIN desk.cases c USING (ticket_number) ORDER BY l.id;
INSERT INTO audit.unsealed (entry_id) SELECT id FROM audit.entries;
DROP TABLE desk.access_log;
