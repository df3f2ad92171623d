-- Resets need two, phones keep their own time, and failures of nobody in particular are told by the minute.

-- By how many steps of 30 s the clock of the phone differed at its last right code: only codes of that step and of ours count.
ALTER TABLE desk.officers ADD COLUMN totp_skew smallint NOT NULL DEFAULT 0 CHECK (totp_skew BETWEEN -10 AND 10);

-- A reset that its owner has not been told of: shown on every page until the owner has read it.
ALTER TABLE desk.officers ADD COLUMN reset_at timestamptz; -- NULL: nothing to tell
ALTER TABLE desk.officers ADD COLUMN reset_by text;        -- who did it, by name

-- In a session between the two steps: the last code that belongs to another time. The next one after it, off by as much, counts.
ALTER TABLE desk.sessions ADD COLUMN drift_step bigint;   -- the step of the phone's clock
ALTER TABLE desk.sessions ADD COLUMN drift_by   smallint; -- by how many steps it is off

-- Officers who have neither phone nor recovery codes: one administrator asks, another one confirms.
CREATE TABLE desk.resets (
    officer_id uuid        PRIMARY KEY REFERENCES desk.officers (id), -- whose account
    asked_by   uuid        NOT NULL REFERENCES desk.officers (id),    -- administrator; does not confirm
    asked_at   timestamptz NOT NULL,
    expires_at timestamptz NOT NULL -- a day later; the purge takes it away
);
GRANT SELECT, INSERT, UPDATE, DELETE ON desk.resets TO helpdesk_answer;

-- Sign-ins that failed for an NIP that no account has, by the minute. A minute that is over becomes one entry of the audit log and goes.
CREATE TABLE desk.anonymous_sign_ins (
    minute   timestamptz PRIMARY KEY,
    failures bigint      NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON desk.anonymous_sign_ins TO helpdesk_answer;

-- A text for many tickets: what was asked before it was sent, and why it stopped.
ALTER TABLE desk.bulk_answers ADD COLUMN with_digits   boolean NOT NULL DEFAULT false; -- sixteen digits in a row are meant to be there
ALTER TABLE desk.bulk_answers ADD COLUMN stopped_for   text; -- why it was paused without anybody's wish; NULL: it was not
ALTER TABLE desk.bulk_answers ADD COLUMN sent_by       uuid; -- supervisor in whose name the rest is sent; NULL: created_by
ALTER TABLE desk.bulk_tickets DROP CONSTRAINT bulk_tickets_outcome_check;
ALTER TABLE desk.bulk_tickets ADD CONSTRAINT bulk_tickets_outcome_check
    CHECK (outcome IN ('answered', 'already_answered', 'claimed', 'elsewhere', 'erased', 'failed', 'incomplete', 'digits', 'unfit'));
