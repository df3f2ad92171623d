-- Lists in another order, and lists that an officer comes back to.
CREATE INDEX cases_by_arrival ON desk.cases (desk, stage, submitted_at, ticket_number);

CREATE TABLE desk.views (
    officer_id uuid        NOT NULL,
    name       text        NOT NULL CHECK (char_length(name) BETWEEN 1 AND 40), -- as the officer calls it
    query      text        NOT NULL CHECK (char_length(query) <= 200),          -- of the list's address: desk, stage, form, region, order
    saved_at   timestamptz NOT NULL,
    PRIMARY KEY (officer_id, name)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON desk.views TO helpdesk_console;
