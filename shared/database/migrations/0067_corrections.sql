-- Whose identity the register did not confirm corrects it, ten times at most.
ALTER TABLE accounts.accounts
    ADD COLUMN corrections smallint NOT NULL DEFAULT 0; -- how often its owner told another identity that the register was asked about
