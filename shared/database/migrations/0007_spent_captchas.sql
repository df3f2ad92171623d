-- Challenges of the CAPTCHA that were answered and used. The row is written by the statement that writes the ticket, so each counts once.
CREATE TABLE intake.spent_captchas (
    id         uuid        NOT NULL, -- id inside the sealed token; time-ordered (UUIDv7)
    expires_at timestamptz NOT NULL, -- from then on the token is refused anyway; the row is forgotten an hour later
    CONSTRAINT spent_captchas_pkey PRIMARY KEY (id)
);
CREATE INDEX spent_captchas_expires_at ON intake.spent_captchas (expires_at);

GRANT SELECT, INSERT, DELETE ON intake.spent_captchas TO helpdesk_intake;
