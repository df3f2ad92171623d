-- An officer gives a ticket to a colleague, and names colleagues in a note.
ALTER TABLE desk.cases ADD COLUMN assigned_by uuid; -- officer who gave it to whom `claimed_by` names; NULL: that one took it

CREATE TABLE desk.mentions (
    note_id      uuid        NOT NULL REFERENCES desk.notes ON DELETE CASCADE, -- erased with it
    officer_id   uuid        NOT NULL, -- who is named
    mentioned_at timestamptz NOT NULL,
    read_at      timestamptz,          -- when that officer opened the ticket or said so; NULL: not yet
    PRIMARY KEY (note_id, officer_id)
);
CREATE INDEX mentions_of_officer ON desk.mentions (officer_id, mentioned_at);
CREATE INDEX mentions_unread ON desk.mentions (officer_id) WHERE read_at IS NULL;
GRANT SELECT, INSERT, UPDATE ON desk.mentions TO helpdesk_console;
