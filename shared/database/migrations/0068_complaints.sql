-- Form 02 takes effect: an officer freezes the account that others made with a NIK, and a second one has it removed. docs/adr/0061

-- What is asked of accounts now: `answer`, an answer to question 2 that counts once; `freeze`, nobody gets into the account that a complaint is
-- about; `remove`, it ends; `lift`, its owner gets in again.
ALTER TABLE desk.account_commands
    DROP CONSTRAINT account_commands_kind_check,
    DROP CONSTRAINT account_commands_outcome_check,
    ADD CONSTRAINT account_commands_kind_check CHECK (kind IN ('answer', 'freeze', 'remove', 'lift')),
    ADD CONSTRAINT account_commands_outcome_check CHECK (outcome IN ('done', 'account_gone', 'too_late', 'lifted')),
    ADD COLUMN expected_at timestamptz; -- when accounts carries it out; NULL: at once
-- Who lifts does not wait for the removal.
DROP INDEX desk.account_commands_one_open;
CREATE UNIQUE INDEX account_commands_one_open ON desk.account_commands (ticket_number) WHERE settled_at IS NULL AND kind <> 'lift';
CREATE UNIQUE INDEX account_commands_one_lift ON desk.account_commands (ticket_number) WHERE settled_at IS NULL AND kind = 'lift';
CREATE OR REPLACE VIEW desk.asked_of_accounts AS
SELECT id, ticket_number, kind, account_id, asked_by FROM desk.account_commands WHERE settled_at IS NULL;

-- An operator's freeze and a complaint's are apart: neither lifts the other. frozen_at and frozen_for say which one its owner is told.
ALTER TABLE accounts.accounts ADD COLUMN held_at timestamptz; -- since when the operator has it frozen; NULL: not
UPDATE accounts.accounts SET held_at = frozen_at WHERE frozen_for = 'operator';

-- Complaints that desks approved. One that ended in a removal is what is left of the account: whose NIK, when, and who approved.
CREATE TABLE accounts.complaints (
    id             uuid        PRIMARY KEY,                             -- the command that froze the account
    ticket_number  text        NOT NULL,                                -- of form 02
    period_id      uuid        NOT NULL REFERENCES accounts.periods (id),
    nik_index      bytea       NOT NULL,                                -- keyed hash of the NIK
    account_id     uuid        REFERENCES accounts.accounts (id) ON DELETE SET NULL, -- NULL: nothing of it is left
    frozen_at      timestamptz NOT NULL,
    frozen_by      uuid        NOT NULL,                                -- officer
    remove_command uuid        UNIQUE,                                  -- NULL: no second officer has confirmed it
    confirmed_at   timestamptz,
    confirmed_by   uuid        CHECK (confirmed_by <> frozen_by),       -- the second officer
    remove_at      timestamptz,                                         -- it is removed then, not before
    lift_command   uuid        UNIQUE,
    ended_at       timestamptz,                                         -- NULL: the account is frozen
    ended_by       uuid,                                                -- the officer who had it removed or lifted it
    outcome        text        CHECK (outcome IN ('removed', 'lifted', 'gone')) -- gone: the account ended otherwise
    CONSTRAINT complaints_confirmed_whole CHECK (num_nulls(remove_command, confirmed_at, confirmed_by, remove_at) IN (0, 4)),
    CONSTRAINT complaints_end_with_an_outcome CHECK ((ended_at IS NULL) = (outcome IS NULL))
);
CREATE UNIQUE INDEX complaints_one_of_an_account ON accounts.complaints (account_id) WHERE outcome IS NULL;
CREATE INDEX complaints_of_account ON accounts.complaints (account_id);
CREATE INDEX complaints_of_nik ON accounts.complaints (nik_index);
CREATE INDEX complaints_of_ticket ON accounts.complaints (ticket_number);
CREATE INDEX complaints_of_period ON accounts.complaints (period_id);
CREATE INDEX complaints_remove_at ON accounts.complaints (remove_at) WHERE outcome IS NULL AND remove_at IS NOT NULL;
GRANT SELECT, INSERT, UPDATE, DELETE ON accounts.complaints TO helpdesk_accounts;

-- What officers see of it beside a ticket: when the period closes, and complaints of the NIK.
CREATE OR REPLACE VIEW accounts.beside_tickets AS
SELECT a.id, a.nik_index, a.identity_index, a.identity, a.made_at, a.frozen_at, p.name AS period, p.opens_at, k.data_key,
       p.id AS period_id, p.closes_at
  FROM accounts.accounts a
  JOIN accounts.periods p ON p.id = a.period_id
  JOIN keys.accounts k ON k.account_id = a.id
 WHERE a.state = 'active';
CREATE VIEW accounts.complaints_beside_tickets AS
SELECT ticket_number, period_id, nik_index, account_id, frozen_at, frozen_by, confirmed_at, confirmed_by, remove_at, ended_at, outcome
  FROM accounts.complaints;
GRANT SELECT ON accounts.complaints_beside_tickets TO helpdesk_console;

-- What its applicant is told while an account is frozen for a ticket.
CREATE VIEW status.complaints AS
SELECT ticket_number, settled_at AS frozen_at,
       (SELECT max(r.expected_at) FROM desk.account_commands r
         WHERE r.ticket_number = f.ticket_number AND r.kind = 'remove' AND r.settled_at IS NULL) AS remove_at
  FROM desk.account_commands f
 WHERE f.kind = 'freeze' AND f.outcome = 'done'
   AND NOT EXISTS (SELECT FROM desk.account_commands l
                    WHERE l.ticket_number = f.ticket_number AND l.kind <> 'freeze' AND l.asked_at > f.asked_at AND l.settled_at IS NOT NULL);
GRANT SELECT ON status.complaints TO helpdesk_status;

-- Letters that tell the owner of an account what a complaint did to it.
ALTER TABLE notify.letters
    DROP CONSTRAINT letters_kind_check,
    ADD CONSTRAINT letters_kind_check CHECK (kind IN (
        'ticket_answered', 'ticket_asked', 'ticket_number',
        'account_verify_email', 'account_new_password', 'account_password_changed', 'account_recovered', 'account_answer_issued',
        'account_new_device', 'account_contact_changed', 'account_questions_changed', 'account_identity_verified',
        'account_identity_refused', 'account_claim_made', 'account_claim_taken', 'account_replaced', 'account_frozen',
        'account_complained', 'account_released', 'account_removed'));
