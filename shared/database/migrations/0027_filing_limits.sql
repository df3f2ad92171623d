-- Tickets that people file without a channel's token, counted by network and by NIK and network. The statement that writes a ticket counts it; a
-- constraint refuses it when the count is full, so the limit holds across processes and without a moment between asking and counting.
-- Subjects are keyed hashes: of an address or a NIK nothing else is kept, and a row is deleted within an hour of the end of its day.
CREATE TABLE intake.filings (
    subject      bytea       NOT NULL, -- kind of count, then keyed hashes of network and NIK, as far as the kind has them
    this_hour    integer     NOT NULL, -- tickets since the hour began
    hour_ends_at timestamptz NOT NULL, -- an hour after the first ticket of the hour; the count starts anew then
    this_day     integer     NOT NULL, -- tickets since the day began
    day_ends_at  timestamptz NOT NULL, -- a day after the first ticket of the day; the count starts anew then
    most_an_hour integer     NOT NULL, -- as the process was told that counted last
    most_a_day   integer     NOT NULL,
    CONSTRAINT filings_pkey PRIMARY KEY (subject),
    CONSTRAINT filings_within_limits CHECK (this_hour <= most_an_hour AND this_day <= most_a_day)
);
CREATE INDEX filings_day_ends_at ON intake.filings (day_ends_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON intake.filings TO helpdesk_intake;

-- A challenge is spent by a ticket, and by being told that the person has an open one: then it counts for that person only, who may file another.
ALTER TABLE intake.spent_captchas
    ADD COLUMN uses integer NOT NULL DEFAULT 1, -- by whom it was not kept for; two are one too many
    ADD COLUMN told bytea, -- blind index of the person who was told of an open ticket, until a ticket spends it; NULL otherwise
    ADD CONSTRAINT spent_captchas_once CHECK (uses <= 1);
GRANT UPDATE ON intake.spent_captchas TO helpdesk_intake;
