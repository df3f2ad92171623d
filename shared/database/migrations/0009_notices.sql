-- What the operator tells everybody: a banner on all pages, and forms that are closed for a while. Written by `helpdesk notice`.
CREATE SCHEMA notices;
GRANT USAGE ON SCHEMA notices TO helpdesk_intake, helpdesk_status;

-- A banner on all pages. Ended ones stay as a record.
CREATE TABLE notices.banners (
    id         integer     GENERATED ALWAYS AS IDENTITY PRIMARY KEY, -- what the operator names it by
    kind       text        NOT NULL CHECK (kind IN ('info', 'warning')), -- how urgent it looks
    body       text        NOT NULL CHECK (char_length(body) BETWEEN 1 AND 500), -- plain text, in Indonesian
    starts_at  timestamptz NOT NULL, -- shown from then on
    ends_at    timestamptz, -- and before then; NULL: until the operator closes it
    created_at timestamptz NOT NULL DEFAULT now() -- when the operator wrote it
);

-- Forms that take nothing in for now. Without a row, or after `reopens_at`, a form is open.
CREATE TABLE notices.closed_forms (
    form       text        PRIMARY KEY CHECK (form ~ '^[0-9]{2}$'), -- catalogue code
    reason     text        NOT NULL CHECK (char_length(reason) BETWEEN 1 AND 500), -- plain text, in Indonesian; shown to applicants
    reopens_at timestamptz, -- open again from then on; NULL: not known yet
    closed_at  timestamptz NOT NULL DEFAULT now() -- when the operator closed it
);

GRANT SELECT ON notices.banners, notices.closed_forms TO helpdesk_intake, helpdesk_status;
