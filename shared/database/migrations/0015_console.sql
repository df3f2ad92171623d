-- What officers need beside the tickets themselves.

-- Earlier tickets of the same applicant.
CREATE INDEX tickets_nik_index ON intake.tickets (nik_index, submitted_on) WHERE nik_index IS NOT NULL;

-- A desk's queue of one form.
CREATE INDEX cases_by_form ON desk.cases (desk, form, stage, answer_due_at, ticket_number);

-- What officers tell each other about a ticket. Applicants never see it.
CREATE TABLE desk.notes (
    id            uuid        PRIMARY KEY,
    ticket_number text        NOT NULL,
    body          bytea       NOT NULL, -- text, sealed with the ticket's data key
    written_by    uuid        NOT NULL, -- officer
    written_at    timestamptz NOT NULL
);
CREATE INDEX notes_ticket_number ON desk.notes (ticket_number, written_at);

-- Answers that are not sent yet: one of each officer for each ticket.
CREATE TABLE desk.drafts (
    ticket_number text        NOT NULL,
    officer_id    uuid        NOT NULL,
    body          bytea       NOT NULL, -- text, sealed with the ticket's data key
    saved_at      timestamptz NOT NULL,
    PRIMARY KEY (ticket_number, officer_id)
);
CREATE INDEX drafts_saved_at ON desk.drafts (saved_at);

-- Answers that are given often, with merge fields such as {nama}. Supervisors keep them.
CREATE TABLE desk.templates (
    id         uuid        PRIMARY KEY,
    desk       text        NOT NULL, -- whose it is
    form       text,                 -- catalogue code; NULL: of every form of the desk
    title      text        NOT NULL CHECK (title <> ''), -- as officers choose it
    body       text        NOT NULL CHECK (body <> ''),  -- nothing personal
    changed_by uuid        NOT NULL, -- supervisor
    changed_at timestamptz NOT NULL,
    CONSTRAINT templates_title UNIQUE (desk, title)
);

GRANT SELECT, INSERT ON desk.notes TO helpdesk_answer;
GRANT SELECT, INSERT, UPDATE, DELETE ON desk.drafts, desk.templates TO helpdesk_answer;
