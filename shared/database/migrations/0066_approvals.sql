-- An officer approves what concerns an applicant's account, and the service of accounts does it. docs/adr/0058

-- What desks ask of accounts.
CREATE TABLE desk.account_commands (
    id            uuid        PRIMARY KEY,
    ticket_number text        NOT NULL,
    kind          text        NOT NULL CHECK (kind = 'answer'), -- what is asked: an answer to question 2 that counts once
    account_id    uuid        NOT NULL, -- the account that the officer saw beside the ticket
    asked_by      uuid        NOT NULL, -- officer
    asked_at      timestamptz NOT NULL,
    due_at        timestamptz NOT NULL, -- when it is sent again, unless it is settled
    settled_at    timestamptz,          -- NULL: accounts has not reported yet
    outcome       text        CHECK (outcome IN ('done', 'account_gone')),
    CONSTRAINT account_commands_settled_with_an_outcome CHECK ((settled_at IS NULL) = (outcome IS NULL))
);
CREATE UNIQUE INDEX account_commands_one_open ON desk.account_commands (ticket_number) WHERE settled_at IS NULL;
CREATE INDEX account_commands_of_ticket ON desk.account_commands (ticket_number, asked_at);
CREATE INDEX account_commands_due ON desk.account_commands (due_at) WHERE settled_at IS NULL;
CREATE INDEX account_commands_settled ON desk.account_commands (settled_at) WHERE settled_at IS NOT NULL;
GRANT SELECT, INSERT ON desk.account_commands TO helpdesk_console;
GRANT SELECT, UPDATE (due_at, settled_at, outcome), DELETE ON desk.account_commands TO helpdesk_answer;

-- What accounts sees of it: a message alone, whoever wrote it, moves nothing.
CREATE VIEW desk.asked_of_accounts AS
SELECT id, ticket_number, kind, account_id FROM desk.account_commands WHERE settled_at IS NULL;
GRANT USAGE ON SCHEMA desk TO helpdesk_accounts;
GRANT SELECT ON desk.asked_of_accounts TO helpdesk_accounts;

-- Whom a desk approved: this person is shown an answer to question 2 that counts once. It is made when it is shown, so nobody has it before.
CREATE TABLE accounts.approvals (
    ticket_number text        PRIMARY KEY,
    command_id    uuid        NOT NULL UNIQUE, -- that of the desk
    account_id    uuid        NOT NULL REFERENCES accounts.accounts (id) ON DELETE CASCADE,
    approved_at   timestamptz NOT NULL,
    until         timestamptz NOT NULL, -- it is shown until then
    shown_at      timestamptz           -- it is shown once
);
CREATE INDEX approvals_of_account ON accounts.approvals (account_id);
CREATE INDEX approvals_until ON accounts.approvals (until);

-- Messages seen by accounts: counts attempts before the work, remembers what is done.
CREATE TABLE accounts.inbox (
    event_id   uuid        PRIMARY KEY,
    queue      text        NOT NULL, -- where it was consumed
    attempts   integer     NOT NULL DEFAULT 1,
    first_seen timestamptz NOT NULL DEFAULT now(),
    done_at    timestamptz           -- set: a redelivery is only acknowledged
);
CREATE INDEX inbox_first_seen ON accounts.inbox (first_seen);
GRANT SELECT, INSERT, UPDATE, DELETE ON accounts.approvals, accounts.inbox TO helpdesk_accounts;

-- What officers compare a ticket with: whose account it is, by the NIK of the ticket, and its pictures.
CREATE VIEW accounts.beside_tickets AS
SELECT a.id, a.nik_index, a.identity_index, a.identity, a.made_at, a.frozen_at, p.name AS period, p.opens_at, k.data_key
  FROM accounts.accounts a
  JOIN accounts.periods p ON p.id = a.period_id
  JOIN keys.accounts k ON k.account_id = a.id
 WHERE a.state = 'active';
CREATE VIEW accounts.files_beside_tickets AS
SELECT f.id, f.account_id, f.kind, f.media_type, f.size
  FROM accounts.files f JOIN accounts.accounts a ON a.id = f.account_id
 WHERE f.doomed_at IS NULL AND a.state = 'active';
GRANT USAGE ON SCHEMA accounts TO helpdesk_console;
GRANT SELECT ON accounts.beside_tickets, accounts.files_beside_tickets TO helpdesk_console;
