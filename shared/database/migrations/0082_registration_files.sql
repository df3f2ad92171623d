-- Documents of registrations: what was uploaded into which slot, and the stamping that a slot asked for. docs/adr/0077
SET LOCAL lock_timeout = '2s';

-- One upload. Its object is registrations/<account>/<id>. A row is written before its object, doomed, so that the sweep
-- finds what a process left behind that died in between.
CREATE TABLE registration.files (
    id              uuid        PRIMARY KEY,
    registration_id uuid        NOT NULL REFERENCES registration.registrations (id) ON DELETE CASCADE,
    account_id      uuid        NOT NULL, -- whose data key seals the object and the digest
    slot            text        NOT NULL CHECK (slot ~ '^[a-z][a-z0-9_]{0,39}$'), -- code of the document that it is
    media_type      text        NOT NULL CHECK (media_type IN ('image/jpeg', 'application/pdf')),
    size            bigint      NOT NULL CHECK (size BETWEEN 1 AND 10485760), -- in bytes, opened
    digest          bytea       NOT NULL, -- SHA-256 of its bytes, sealed
    -- squawk-ignore prefer-bigint-over-int
    pages           integer     CHECK (pages BETWEEN 1 AND 100), -- NULL: a picture, or its pages could not be counted
    notes           text[]      NOT NULL CHECK (cardinality(notes) <= 8), -- codes of what its owner and the verifier are told about it
    signature       text        CHECK (signature ~ '^[a-z_]{1,20}$'), -- what its signatures say about an e-meterai; NULL: nobody looked
    serial          text        CHECK (serial ~ '^[0-9]{22}$'), -- of the e-meterai that it came with; NULL: none
    uploaded_at     timestamptz NOT NULL,
    doomed_at       timestamptz, -- when its object may be deleted; NULL: it is the slot's
    stamping_id     uuid,        -- the stamping that was asked for; NULL: none
    -- squawk-ignore prefer-bigint-over-int
    stamp_page      integer     CHECK (stamp_page BETWEEN 1 AND 100), -- where its stamp is put
    stamp_place     real[]      CHECK (cardinality(stamp_place) = 4), -- left, bottom, right and top, in points from the lower left corner
    CONSTRAINT files_stamping_has_a_place CHECK (num_nulls(stamping_id, stamp_page, stamp_place) IN (0, 3))
);
CREATE UNIQUE INDEX files_one_in_a_slot ON registration.files (registration_id, slot) WHERE doomed_at IS NULL;
CREATE INDEX files_of_registration ON registration.files (registration_id);
CREATE INDEX files_doomed_at ON registration.files (doomed_at) WHERE doomed_at IS NOT NULL;
CREATE INDEX files_serial ON registration.files (serial) WHERE serial IS NOT NULL;

GRANT SELECT, INSERT, UPDATE, DELETE ON registration.files TO helpdesk_registration;

-- Who asks for stampings (docs/stamping.md).
GRANT USAGE ON SCHEMA stamping TO helpdesk_registration;
GRANT EXECUTE ON FUNCTION stamping.request(uuid, uuid, uuid, uuid, text, date, integer, real[], bigint, timestamptz, timestamptz, timestamptz)
    TO helpdesk_registration;
GRANT EXECUTE ON FUNCTION stamping.withdraw(uuid, uuid, timestamptz) TO helpdesk_registration;
GRANT EXECUTE ON FUNCTION stamping.keep_token(uuid, bytea, timestamptz, timestamptz) TO helpdesk_registration;
GRANT EXECUTE ON FUNCTION stamping.topped_up(uuid, timestamptz) TO helpdesk_registration;
GRANT EXECUTE ON FUNCTION stamping.standing(uuid, uuid) TO helpdesk_registration;

-- Until when a token of the account is kept that counts at this moment; NULL: none is.
CREATE FUNCTION stamping.signed_in_until(account uuid, at timestamptz) RETURNS timestamptz
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT t.until FROM stamping.tokens t WHERE t.account_id = account AND t.until > at
$$;
REVOKE ALL ON FUNCTION stamping.signed_in_until(uuid, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION stamping.signed_in_until(uuid, timestamptz) TO helpdesk_registration;
