-- An officer changes phones: what an open session offers, it offers for a while.
ALTER TABLE desk.sessions ADD COLUMN offered_until timestamptz; -- in an open session: when offered_secret runs out; NULL: nothing is offered
ALTER TABLE desk.sessions ADD COLUMN offered_for text;          -- in an open session: what stood for the old phone, totp or recovery_code
