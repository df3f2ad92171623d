-- An entry about a list or a search names the tickets that were shown, behind what they were found by. Whoever asks who saw a ticket finds these entries, too.
-- docs/adr/0032
CREATE INDEX entries_seen ON audit.entries USING gin (string_to_array(detail, ' ')) WHERE action IN ('search', 'list');
