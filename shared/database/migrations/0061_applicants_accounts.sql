-- Accounts of applicants are made: what the second step tells, the files of it, and the accounts themselves. docs/adr/0055
-- A draft of the version before lasts an hour; whoever has one begins again.
DELETE FROM keys.accounts;
DELETE FROM accounts.drafts;
ALTER TABLE accounts.drafts
    ADD COLUMN identity_index bytea NOT NULL, -- keyed hash of NIK, KK, name, place and date of birth
    ADD COLUMN password_hash  text,           -- Argon2id, as what follows: told in the second step, and never shown again
    ADD COLUMN question_1     smallint,
    ADD COLUMN answer_1_hash  text,
    ADD COLUMN question_2     smallint,
    ADD COLUMN answer_2_hash  text,
    ADD CONSTRAINT drafts_secrets_together
        CHECK (num_nulls(password_hash, question_1, answer_1_hash, question_2, answer_2_hash) IN (0, 5)),
    ADD CONSTRAINT drafts_two_questions CHECK (question_1 <> question_2);

-- One person, one NIK, one account in a period. A claim is an account that waits: its NIK has one already, and the register could not be asked.
CREATE TABLE accounts.accounts (
    id                  uuid        PRIMARY KEY, -- that of the draft
    period_id           uuid        NOT NULL REFERENCES accounts.periods (id),
    state               text        NOT NULL CHECK (state IN ('active', 'claim', 'replaced', 'removed')),
    identity            text        NOT NULL CHECK (identity IN ('verified', 'pending', 'refused')),
    nik_index           bytea       NOT NULL,    -- keyed hash of the NIK
    identity_index      bytea       NOT NULL,    -- keyed hash of NIK, KK, name, place and date of birth
    content             bytea       NOT NULL,    -- what was told, as JSON, sealed with the account's data key
    password_hash       text        NOT NULL,
    question_1          smallint    NOT NULL,
    answer_1_hash       text        NOT NULL,
    question_2          smallint    NOT NULL,
    answer_2_hash       text        NOT NULL,
    email_is_verified   boolean     NOT NULL DEFAULT false,
    made_at             timestamptz NOT NULL,
    password_changed_at timestamptz NOT NULL,
    check_at            timestamptz,             -- when the register is asked next; NULL: it gave its word
    ended_at            timestamptz,             -- when it was replaced or removed
    secret_hash         bytea       UNIQUE,      -- of the browser that made it, which sees the last step for an hour
    CONSTRAINT accounts_two_questions CHECK (question_1 <> question_2),
    CONSTRAINT accounts_claims_wait CHECK (state <> 'claim' OR identity = 'pending'),
    CONSTRAINT accounts_pending_are_checked CHECK ((check_at IS NOT NULL) = (identity = 'pending' AND ended_at IS NULL)),
    CONSTRAINT accounts_end_when_over CHECK ((ended_at IS NOT NULL) = (state IN ('replaced', 'removed')))
);
CREATE UNIQUE INDEX accounts_one_of_a_nik ON accounts.accounts (period_id, nik_index) WHERE state = 'active';
CREATE INDEX accounts_of_nik ON accounts.accounts (nik_index);
CREATE INDEX accounts_check_at ON accounts.accounts (check_at) WHERE check_at IS NOT NULL;
CREATE INDEX accounts_ended_at ON accounts.accounts (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX accounts_shown ON accounts.accounts (made_at) WHERE secret_hash IS NOT NULL;

-- What was uploaded for a draft or an account. Each lies in the bucket as accounts/<account>/<id>, sealed with the account's data key.
CREATE TABLE accounts.files (
    id          uuid        PRIMARY KEY,
    account_id  uuid        NOT NULL, -- a draft, or the account that it became
    kind        text        NOT NULL CHECK (kind IN ('ktp', 'selfie')),
    source      text        NOT NULL CHECK (source IN ('file', 'camera', 'phone')), -- how it was made
    media_type  text        NOT NULL CHECK (media_type IN ('image/jpeg', 'application/pdf')),
    size        bigint      NOT NULL CHECK (size > 0), -- in bytes, opened
    uploaded_at timestamptz NOT NULL,
    doomed_at   timestamptz -- from this moment on the sweep deletes it; NULL: it is the draft's or the account's
);
CREATE UNIQUE INDEX files_one_of_a_kind ON accounts.files (account_id, kind) WHERE doomed_at IS NULL;
CREATE INDEX files_of_account ON accounts.files (account_id);
CREATE INDEX files_doomed_at ON accounts.files (doomed_at) WHERE doomed_at IS NOT NULL;

-- A phone that takes the picture for a page on another device. Its address holds a secret, works once, and for ten minutes.
CREATE TABLE accounts.hand_overs (
    secret_hash bytea       PRIMARY KEY,
    draft_id    uuid        NOT NULL REFERENCES accounts.drafts (id) ON DELETE CASCADE,
    until       timestamptz NOT NULL
);
CREATE INDEX hand_overs_of_draft ON accounts.hand_overs (draft_id);
CREATE INDEX hand_overs_until ON accounts.hand_overs (until);

GRANT SELECT, INSERT, UPDATE, DELETE ON accounts.accounts, accounts.files, accounts.hand_overs TO helpdesk_accounts;

GRANT USAGE ON SCHEMA audit TO helpdesk_accounts;
GRANT INSERT, SELECT (id) ON audit.entries TO helpdesk_accounts;
GRANT INSERT ON audit.unsealed TO helpdesk_accounts;
