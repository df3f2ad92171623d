-- What officers do often with one press: answer with a template, or hand over, and leave a note. docs/adr/0049
CREATE TABLE desk.macros (
    id          uuid        PRIMARY KEY,
    desk        text        NOT NULL, -- whose it is
    form        text,                 -- catalogue code; NULL: for every form of the desk
    name        text        NOT NULL CHECK (name <> ''), -- as officers choose it
    template_id uuid        REFERENCES desk.templates (id) ON DELETE CASCADE, -- answers with it; NULL: hands over
    to_desk     text,                 -- hands over to it; NULL: answers
    reason      text,                 -- of the hand-over, for the other desk; nothing personal
    note        text        NOT NULL CHECK (note <> ''), -- for colleagues; nothing personal
    changed_by  uuid        NOT NULL, -- supervisor
    changed_at  timestamptz NOT NULL,
    CONSTRAINT macros_name UNIQUE (desk, name),
    CONSTRAINT macros_one_act CHECK ((template_id IS NULL) = (to_desk IS NOT NULL) AND (reason IS NULL) = (to_desk IS NULL))
);
CREATE INDEX macros_template ON desk.macros (template_id);

-- How often they are used. No ticket and nobody stands here: the audit log names them.
CREATE TABLE desk.macro_uses (
    macro_id uuid        NOT NULL REFERENCES desk.macros (id) ON DELETE CASCADE,
    used_at  timestamptz NOT NULL
);
CREATE INDEX macro_uses_by_macro ON desk.macro_uses (macro_id, used_at);
CREATE INDEX macro_uses_used_at ON desk.macro_uses (used_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON desk.macros TO helpdesk_console;
GRANT SELECT, INSERT ON desk.macro_uses TO helpdesk_console;

-- As before, and with uses of macros.
CREATE OR REPLACE FUNCTION retention.forget_hours() RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    oldest    timestamptz := now() - (SELECT make_interval(days => days) FROM retention.periods WHERE kind = 'statistics');
    forgotten integer;
    answers   integer;
    uses      integer;
BEGIN
    DELETE FROM desk.hours WHERE hour < oldest;
    GET DIAGNOSTICS forgotten = ROW_COUNT;
    DELETE FROM desk.first_answers WHERE hour < oldest;
    GET DIAGNOSTICS answers = ROW_COUNT;
    DELETE FROM desk.macro_uses WHERE used_at < oldest;
    GET DIAGNOSTICS uses = ROW_COUNT;
    RETURN forgotten + answers + uses;
END
$$;
