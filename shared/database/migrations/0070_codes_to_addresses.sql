-- Owners change their contact, and codes of six digits show that an address is theirs. docs/adr/0062

-- A code that was sent. It is a keyed hash of the id, so that no secret lies here.
CREATE TABLE accounts.codes (
    id         uuid        PRIMARY KEY,
    account_id uuid        NOT NULL REFERENCES accounts.accounts (id) ON DELETE CASCADE,
    address_id uuid        REFERENCES accounts.addresses (id) ON DELETE CASCADE, -- the address that it confirms; NULL: it went to all that are confirmed
    purpose    text        NOT NULL CHECK (purpose IN ('verify_phone', 'approved_answer', 'new_password')),
    made_at    timestamptz NOT NULL,
    until      timestamptz NOT NULL,
    tries      smallint    NOT NULL DEFAULT 0 CHECK (tries BETWEEN 0 AND 5), -- counted before anything is compared
    used_at    timestamptz, -- NULL: nobody typed it
    CONSTRAINT codes_of_an_address CHECK ((purpose = 'verify_phone') = (address_id IS NOT NULL))
);
CREATE INDEX codes_of_account ON accounts.codes (account_id, purpose, made_at);
CREATE INDEX codes_of_address ON accounts.codes (address_id) WHERE address_id IS NOT NULL;
CREATE INDEX codes_made_at ON accounts.codes (made_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON accounts.codes TO helpdesk_accounts;

ALTER TABLE accounts.grants
    ADD COLUMN confirmed_at timestamptz; -- when its browser typed a code that was sent to a confirmed address; NULL: it did not

-- Letters with a code name its row, as those with a link do.
ALTER TABLE notify.letters
    DROP CONSTRAINT letters_kind_check,
    DROP CONSTRAINT letters_with_a_link,
    ADD CONSTRAINT letters_kind_check CHECK (kind IN (
        'ticket_answered', 'ticket_asked', 'ticket_number',
        'account_verify_email', 'account_new_password', 'account_password_changed', 'account_recovered', 'account_answer_issued',
        'account_new_device', 'account_contact_changed', 'account_questions_changed', 'account_identity_verified',
        'account_identity_refused', 'account_claim_made', 'account_claim_taken', 'account_replaced', 'account_frozen',
        'account_complained', 'account_released', 'account_removed',
        'account_contact_told', 'account_phone_code', 'account_answer_code', 'account_password_code')),
    ADD CONSTRAINT letters_with_a_link CHECK ((kind IN (
        'account_verify_email', 'account_new_password', 'account_phone_code', 'account_answer_code', 'account_password_code'))
        = (link_id IS NOT NULL));
COMMENT ON COLUMN notify.letters.link_id IS 'the link or the code that stands in it; NULL: neither';
