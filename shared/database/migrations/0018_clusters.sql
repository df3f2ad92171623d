-- Tickets that are alike, so that one answer serves them all; and names that supervisors add to the reference lists.

-- What open tickets have in common. Nothing here can be read without the vault's index key: docs/adr/0015.
CREATE TABLE desk.clusters (
    id         uuid        PRIMARY KEY,
    form       text        NOT NULL, -- catalogue code
    list       text        CHECK (list IN ('universities', 'programmes', 'cities')), -- the list whose missing entry it is; NULL: alike by their free text
    mark       bytea,                -- of an entry: keyed hash of its folded names
    minima     bigint[],             -- of a text: keyed MinHash of the first ticket's words
    bands      bigint[],             -- of a text: minima taken together; who shares one may be alike
    founded_at timestamptz NOT NULL,
    CONSTRAINT clusters_mark UNIQUE (form, mark),
    CONSTRAINT clusters_kind CHECK (CASE WHEN list IS NULL THEN mark IS NULL AND minima IS NOT NULL AND bands IS NOT NULL
                                         ELSE mark IS NOT NULL AND minima IS NULL AND bands IS NULL END)
);
CREATE INDEX clusters_bands ON desk.clusters USING gin (bands) WHERE list IS NULL;

ALTER TABLE desk.cases
    ADD COLUMN to_cluster boolean NOT NULL DEFAULT false, -- the job that groups tickets has not seen it yet
    ADD COLUMN cluster_id uuid REFERENCES desk.clusters (id); -- what it has in common with others; NULL: nothing, or not grouped yet
CREATE INDEX cases_to_cluster ON desk.cases (ticket_number) WHERE to_cluster;
CREATE INDEX cases_cluster ON desk.cases (cluster_id) WHERE cluster_id IS NOT NULL;
CREATE INDEX cases_alike ON desk.cases (desk, cluster_id, stage, answer_due_at, ticket_number)
    WHERE cluster_id IS NOT NULL AND stage IN ('received', 'processing');
-- The job passes over those whose form cannot be grouped.
UPDATE desk.cases SET to_cluster = true WHERE stage <> 'answered';

GRANT SELECT, INSERT, UPDATE, DELETE ON desk.clusters TO helpdesk_answer;

-- Names that supervisors added from tickets. An import neither changes nor removes them.
CREATE TABLE reference.additions (
    list     text        NOT NULL CHECK (list IN ('universities', 'programmes', 'cities')),
    name     text        NOT NULL, -- as it is suggested
    detail   text        NOT NULL, -- province of a university, level of a programme, country of a city
    within   text        NOT NULL, -- as in reference.terms: a city's country (alpha-2), a programme's university (folded)
    folded   text        COLLATE "C" NOT NULL GENERATED ALWAYS AS (reference.fold(name)) STORED, -- what is compared
    added_by uuid        NOT NULL, -- supervisor
    added_at timestamptz NOT NULL
);
-- A university is the same in whatever province; of the same name, programmes of two levels are two.
CREATE UNIQUE INDEX additions_once ON reference.additions (list, folded, within, (CASE WHEN list = 'programmes' THEN detail ELSE '' END));
CREATE INDEX additions_trigrams ON reference.additions USING gin (folded reference.gin_trgm_ops);

-- What is searched is what was imported and what was added: an addition is suggested at once, without making the large view anew.
ALTER MATERIALIZED VIEW reference.terms RENAME TO imported_terms;
REVOKE ALL ON reference.imported_terms FROM helpdesk_intake;
CREATE VIEW reference.terms AS
SELECT list, folded, value, detail, within, size FROM reference.imported_terms
UNION ALL
SELECT list, folded, name, detail, within, 0 FROM reference.additions;

-- Adds a name to a list, as a supervisor at the moment `added_at`. Returns 'added', 'listed' when the list has it already, 'unknown_owner' for a
-- city of a country that is not known, 'unfit' for a name or detail that cannot be one. `owner` is a city's country (any of its names, or alpha-2) or a programme's
-- university; `about` a university's province or a programme's level.
CREATE FUNCTION reference.add(wanted text, name text, owner text, about text, added_by uuid, added_at timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = reference, pg_catalog, pg_temp AS $$
DECLARE
    sought   text := left(fold(add.name), 200) COLLATE "C";
    narrowed text := '';
    told     text := btrim(coalesce(about, ''));
BEGIN
    IF wanted IS NULL OR wanted NOT IN ('universities', 'programmes', 'cities') OR length(sought) < 2 OR length(add.name) > 200
       OR length(told) > 100 OR add.name <> btrim(add.name) OR add.name ~ '[[:cntrl:]{}]' OR told ~ '[[:cntrl:]{}]' THEN
        RETURN 'unfit';
    END IF;
    IF wanted = 'programmes' AND told NOT IN ('SLTA', 'D-I', 'D-II', 'D-III', 'D-IV', 'S-1', 'Profesi', 'S-2', 'S-3') THEN
        RETURN 'unfit';
    ELSIF wanted = 'programmes' THEN
        -- Where a university's own programmes are not known, all are suggested for it: one of its own would hide them.
        narrowed := coalesce((SELECT t.within FROM imported_terms t WHERE t.list = wanted AND t.within = fold(owner) LIMIT 1), '');
    ELSIF wanted = 'cities' THEN
        SELECT c.alpha2, c.name_id INTO narrowed, told FROM countries c
         WHERE c.alpha2 = upper(btrim(owner)) OR fold(owner) IN (fold(c.name_id), fold(c.name_en))
         ORDER BY c.alpha2 = upper(btrim(owner)) DESC LIMIT 1;
        IF narrowed IS NULL THEN RETURN 'unknown_owner'; END IF;
    END IF;
    IF EXISTS (SELECT FROM imported_terms t
                WHERE t.list = wanted AND t.folded = sought AND t.within = narrowed AND (wanted <> 'programmes' OR t.detail = told)) THEN
        RETURN 'listed';
    END IF;
    INSERT INTO additions (list, name, detail, within, added_by, added_at) VALUES (wanted, add.name, told, narrowed, add.added_by, add.added_at)
        ON CONFLICT DO NOTHING;
    RETURN CASE WHEN FOUND THEN 'added' ELSE 'listed' END;
END
$$;

REVOKE ALL ON FUNCTION reference.add(text, text, text, text, uuid, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION reference.add(text, text, text, text, uuid, timestamptz) TO helpdesk_answer;
GRANT EXECUTE ON FUNCTION reference.fold(text), reference.suggest(text, text, text, text, integer), reference.nearness(text, text) TO helpdesk_answer;
GRANT SELECT ON reference.terms TO helpdesk_intake, helpdesk_answer;
