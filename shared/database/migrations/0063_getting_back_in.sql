-- Applicants who lost their password get back into their accounts, and an account can be frozen.
ALTER TABLE accounts.accounts
    ADD COLUMN frozen_at      timestamptz, -- since then nobody signs in; NULL: it is not frozen
    ADD COLUMN frozen_for     text CHECK (frozen_for IN ('complaint', 'operator')), -- who asked for it: form 02, or `helpdesk account freeze`
    ADD COLUMN cools_until    timestamptz, -- somebody got in by knowledge only: until then contact and questions stay as they are
    ADD COLUMN asks_questions boolean NOT NULL DEFAULT false, -- the owner is asked to choose new questions and answers
    DROP COLUMN email_is_verified,
    ADD CONSTRAINT accounts_frozen_for_something CHECK ((frozen_at IS NULL) = (frozen_for IS NULL));

-- Somebody proved who they are: the browser with this secret may choose a new password, once.
CREATE TABLE accounts.grants (
    secret_hash bytea       PRIMARY KEY, -- SHA-256 of a cookie
    account_id  uuid        NOT NULL REFERENCES accounts.accounts (id) ON DELETE CASCADE,
    proof       text        NOT NULL CHECK (proof IN ('answer', 'one_time_answer', 'link')), -- how
    until       timestamptz NOT NULL
);
CREATE INDEX grants_of_account ON accounts.grants (account_id);
CREATE INDEX grants_until ON accounts.grants (until);

-- An answer that counts once in place of the account's own.
CREATE TABLE accounts.one_time_answers (
    account_id  uuid        NOT NULL REFERENCES accounts.accounts (id) ON DELETE CASCADE,
    question    smallint    NOT NULL CHECK (question IN (1, 2)), -- the account's first or second question
    answer_hash text        NOT NULL,                            -- Argon2id
    issued_at   timestamptz NOT NULL,
    until       timestamptz NOT NULL,
    PRIMARY KEY (account_id, question)
);
CREATE INDEX one_time_answers_until ON accounts.one_time_answers (until);

-- Attempts to get back in that failed, whether the NIK has an account or not.
CREATE TABLE accounts.failed_recoveries (
    subject  bytea       PRIMARY KEY, -- blind index of a NIK or a network
    failures integer     NOT NULL,
    until    timestamptz NOT NULL     -- then the count begins anew
);
CREATE INDEX failed_recoveries_until ON accounts.failed_recoveries (until);

GRANT SELECT, INSERT, UPDATE, DELETE ON accounts.grants, accounts.one_time_answers, accounts.failed_recoveries TO helpdesk_accounts;
