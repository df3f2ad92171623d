-- When the office works. Answers are promised, and called late, by working time. docs/adr/0048
CREATE SCHEMA workdays;
GRANT USAGE ON SCHEMA workdays TO helpdesk_intake, helpdesk_answer, helpdesk_console, helpdesk_status;

-- The week without holidays: one row.
CREATE TABLE workdays.week (
    one        boolean     PRIMARY KEY DEFAULT true CHECK (one),
    days       boolean[]   NOT NULL CHECK (cardinality(days) = 7 AND true = ANY (days)), -- Monday first
    opens      smallint    NOT NULL CHECK (opens >= 0), -- minute of the day in WIB
    closes     smallint    NOT NULL CHECK (closes > opens AND closes <= 1440),
    changed_by uuid,       -- supervisor; NULL: as it was installed
    changed_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO workdays.week (days, opens, closes) VALUES ('{t,t,t,t,t,t,t}', 0, 1440); -- 2 × 24 hours, as the manual promises

-- Days on which nobody works though the week says so.
CREATE TABLE workdays.holidays (
    day        date        PRIMARY KEY,
    name       text        NOT NULL CHECK (char_length(name) BETWEEN 1 AND 100), -- in Indonesian
    changed_by uuid        NOT NULL, -- supervisor
    changed_at timestamptz NOT NULL
);

GRANT SELECT (days, opens, closes) ON workdays.week TO helpdesk_intake, helpdesk_answer, helpdesk_status;
GRANT SELECT (day, name) ON workdays.holidays TO helpdesk_intake, helpdesk_answer, helpdesk_status;
GRANT SELECT, UPDATE ON workdays.week TO helpdesk_console;
GRANT SELECT, INSERT, DELETE ON workdays.holidays TO helpdesk_console;
