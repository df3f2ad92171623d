-- The console as a workplace: keys that officers switch on, and what they answered, newest first.
ALTER TABLE desk.officers ADD COLUMN letter_keys boolean NOT NULL DEFAULT false; -- single letters are shortcuts in the console

CREATE INDEX answers_of_desk ON desk.answers (desk, answered_at, ticket_number) WHERE revision = 1;
CREATE INDEX answers_of_person ON desk.answers (answered_by, answered_at, ticket_number) WHERE revision = 1;
