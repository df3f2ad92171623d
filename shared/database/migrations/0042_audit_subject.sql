-- Whose account an act was about is said by kind and id, and an applicant may be the one who acts. Entries that are
-- there keep their hashes, for what is about officers is hashed as it always was. docs/adr/0039
ALTER TABLE audit.entries DROP CONSTRAINT entries_actor_kind_check;
ALTER TABLE audit.entries ADD CONSTRAINT entries_actor_kind_check
    CHECK (actor_kind IN ('officer', 'applicant', 'agency', 'operator', 'nobody'));

ALTER TABLE audit.entries RENAME COLUMN officer_id TO subject_id; -- whose account it was about, of the kind beside it
ALTER TABLE audit.entries ADD COLUMN subject_kind text;           -- NULL: it was about no account
ALTER INDEX audit.entries_officer RENAME TO entries_subject;
UPDATE audit.entries SET subject_kind = 'officer' WHERE subject_id IS NOT NULL;
ALTER TABLE audit.entries
    ADD CONSTRAINT entries_subject_kind_check CHECK (subject_kind IN ('officer', 'applicant')),
    ADD CONSTRAINT entries_subject_check CHECK ((subject_kind IS NULL) = (subject_id IS NULL));
