-- Officers find tickets by the applicant's name. docs/adr/0051

-- Which parts a ticket's name has, as keyed hashes that nobody can read. Parts that very many people have are not among them. A row goes with its ticket's data key.
CREATE TABLE desk.names (
    mark          bytea NOT NULL, -- keyed hash of one part of the name
    ticket_number text  NOT NULL,
    ticket_id     uuid  NOT NULL REFERENCES keys.tickets (ticket_id) ON DELETE CASCADE, -- erased with it
    PRIMARY KEY (mark, ticket_number)
);
CREATE INDEX names_of_ticket ON desk.names (ticket_id);
GRANT SELECT, INSERT ON desk.names TO helpdesk_console;

-- Tickets that were filed before are looked at in the background, too.
ALTER TABLE desk.cases ADD COLUMN named boolean NOT NULL DEFAULT false; -- its name's parts are in desk.names
CREATE INDEX cases_to_name ON desk.cases (ticket_number) WHERE NOT named;
