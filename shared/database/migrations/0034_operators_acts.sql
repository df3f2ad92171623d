-- What the operator does is in the audit log too, with who did it and why.
ALTER TABLE audit.entries
    ADD COLUMN actor_name text CHECK (char_length(actor_name) BETWEEN 1 AND 64), -- the operator's name; NULL: the actor has an id
    ADD COLUMN reason     text CHECK (char_length(reason) BETWEEN 1 AND 200);   -- why the operator did it; nothing personal

-- Whoever holds the lock on this one row seals. Only those who may seal can take it: an advisory lock is anybody's.
CREATE TABLE audit.sealer (
    one boolean PRIMARY KEY DEFAULT true CHECK (one)
);
INSERT INTO audit.sealer DEFAULT VALUES;
GRANT SELECT, UPDATE ON audit.sealer TO helpdesk_answer;
