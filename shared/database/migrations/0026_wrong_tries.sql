-- Wrong lookups are counted by what was tried and from where, so that nobody guesses and no stranger locks an owner out. Subjects are keyed hashes:
-- of an address, a NIK or a number nothing else is kept, and a row is deleted within half an hour of its end.
DROP TABLE status.wrong_niks;
CREATE TABLE status.wrong_tries (
    subject bytea       PRIMARY KEY, -- kind of count, then keyed hashes of number, NIK and network, as far as the kind has them
    tries   integer     NOT NULL,    -- wrong ones since the count began
    ends_at timestamptz NOT NULL     -- the count starts anew then: at most an hour after its first wrong try
);
CREATE INDEX wrong_tries_ends_at ON status.wrong_tries (ends_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON status.wrong_tries TO helpdesk_status;
