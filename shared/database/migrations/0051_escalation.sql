-- What is about to be late stands on the supervisors' list until one of them takes notice of it.
CREATE TABLE desk.noticed (
    ticket_number text        NOT NULL,
    desk          text        NOT NULL, -- where it lay then: at another desk, its supervisors take notice anew
    noticed_by    uuid        NOT NULL, -- supervisor
    noticed_at    timestamptz NOT NULL,
    PRIMARY KEY (ticket_number, desk)
);
GRANT SELECT, INSERT ON desk.noticed TO helpdesk_console;
