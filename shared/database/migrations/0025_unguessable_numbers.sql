-- Ticket numbers go through a keyed permutation of seven digits and end in a check digit: CCYYYYMMDDNNNNNNNC, 18 digits. Numbers given out before
-- (15 to 17 digits) stay valid. Sequences of eight digits, which would be as long as a number of today, were never given out, and never are.
ALTER TABLE intake.number_blocks ADD CONSTRAINT number_blocks_seven_digits CHECK (next_sequence BETWEEN 1 AND 10000001);
COMMENT ON COLUMN intake.number_blocks.next_sequence IS 'first sequence of the next block; the number given out is where a keyed permutation puts the sequence';
COMMENT ON COLUMN intake.tickets.number IS 'ticket number in canonical form: CCYYYYMMDDNNNNNNNC with a check digit, or CCYYYYMMDDNNNNN (up to seven digits) as given out before';
