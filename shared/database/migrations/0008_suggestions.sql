-- Suggestions while one types: typing errors tolerated, ranked, in some milliseconds. Both extensions are in PostgreSQL's contrib package
-- and trusted: the database's owner may create them.
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA reference;
CREATE EXTENSION IF NOT EXISTS fuzzystrmatch WITH SCHEMA reference;

ALTER TABLE reference.universities
    ADD COLUMN province text NOT NULL DEFAULT ''; -- where it is; empty: not known

-- Study programmes; loaded by `helpdesk reference import`, as the lists before.
CREATE TABLE reference.programmes (
    university text NOT NULL DEFAULT '', -- who teaches it; empty: of a list that names no universities
    level      text NOT NULL, -- as the form's education level: SLTA, D-I to D-IV, S-1, Profesi, S-2, S-3
    name       text NOT NULL,
    PRIMARY KEY (university, level, name)
);

-- Agencies that people work for or apply to.
CREATE TABLE reference.agencies (
    name text PRIMARY KEY,
    area text NOT NULL DEFAULT '' -- province that it belongs to; empty: an agency of the state
);

-- A name as it is searched: small letters of a to z without marks, words apart by one space, no apostrophes.
-- 'Warīsān' and 'warisan', 'Sana’a' and 'sanaa', 'Sains & Teknologi' and 'sains teknologi' are the same.
CREATE FUNCTION reference.fold(name text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN btrim(regexp_replace(
    replace(replace(replace(
        translate(
            lower(regexp_replace(normalize(name, NFKD), '[\u0300-\u036f]+', '', 'g')),
            'øØłŁđĐħĦıðÐəƏ''‘’`´ʻʼ', 'oOlLdDhHidDeE'),
        'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'),
    '[^[:alnum:]]+', ' ', 'g'));

-- What is searched: each row is one name that people may type. Made anew by every import, in its transaction.
CREATE MATERIALIZED VIEW reference.terms AS
SELECT list, -- which list it is of
       reference.fold(term) COLLATE "C" AS folded, -- what is compared
       value, -- what is suggested
       detail, -- what tells it from others of its name: English name, country, province, level
       within, -- what narrows it: a city's country (alpha-2), a programme's university (folded)
       max(size) AS size -- the larger comes first: people
FROM (
    SELECT 'countries' AS list, name_id AS term, name_id AS value, name_en AS detail, '' AS within, 0 AS size FROM reference.countries
    UNION ALL
    SELECT 'countries', name_en, name_id, name_en, '', 0 FROM reference.countries
    UNION ALL
    SELECT 'cities', c.name, c.name, n.name_id, c.country, c.population
      FROM reference.cities c JOIN reference.countries n ON n.alpha2 = c.country
    UNION ALL
    SELECT 'universities', name, name, province, '', 0 FROM reference.universities
    UNION ALL
    SELECT 'programmes', name, name, level, reference.fold(university), 0 FROM reference.programmes
    UNION ALL
    SELECT 'agencies', name, name, area, '', 0 FROM reference.agencies
) AS names
GROUP BY list, reference.fold(term), value, detail, within;

CREATE UNIQUE INDEX terms_by_name ON reference.terms (list, folded, value, detail, within);
CREATE INDEX terms_within ON reference.terms (list, within);
CREATE INDEX terms_trigrams ON reference.terms USING gin (folded reference.gin_trgm_ops);

-- What `typed` may become, best first: the very entry, names that begin with it, names with a word that begins with it, names alike.
-- Names alike are looked for only when there are fewer than three others and none is the very entry. `owner` narrows cities to a country (any of its names, or alpha-2) and
-- programmes to a university, where it is known; `wanted_level` narrows programmes. At most `most` rows of each kind.
CREATE FUNCTION reference.suggest(wanted text, typed text, owner text, wanted_level text, most integer)
RETURNS TABLE (value text, detail text, is_exact boolean)
LANGUAGE plpgsql STABLE
SET search_path = reference, pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan
SET pg_trgm.word_similarity_threshold = 0.4 AS $$
DECLARE
    sought   text := left(fold(typed), 100) COLLATE "C"; -- folding can make a sign into a sentence
    narrowed text;
    found    integer;
    begun    integer;
    entered  boolean;
BEGIN
    IF length(sought) < 2 THEN RETURN; END IF;
    IF wanted = 'cities' THEN
        SELECT c.alpha2 INTO narrowed FROM terms t JOIN countries c ON c.name_id = t.value
         WHERE t.list = 'countries' AND t.folded = fold(owner) LIMIT 1;
        narrowed := coalesce(narrowed, (SELECT c.alpha2 FROM countries c WHERE c.alpha2 = upper(owner)));
    ELSIF wanted = 'programmes' THEN
        SELECT t.within INTO narrowed FROM terms t WHERE t.list = 'programmes' AND t.within = fold(owner) LIMIT 1;
    END IF;

    RETURN QUERY
    SELECT t.value, t.detail, bool_or(t.folded = sought)
      FROM terms t
     WHERE t.list = wanted AND t.folded >= sought AND t.folded < sought || U&'\+10FFFF'
       AND (narrowed IS NULL OR t.within = narrowed) AND (wanted_level IS NULL OR t.detail = wanted_level)
     GROUP BY t.value, t.detail
     ORDER BY bool_or(t.folded = sought) DESC, max(t.size) DESC, length(t.value), t.value
     LIMIT most;
    GET DIAGNOSTICS begun = ROW_COUNT;
    IF begun >= most THEN RETURN; END IF;
    entered := EXISTS (SELECT FROM terms t
                        WHERE t.list = wanted AND t.folded = sought
                          AND (narrowed IS NULL OR t.within = narrowed) AND (wanted_level IS NULL OR t.detail = wanted_level));

    RETURN QUERY
    SELECT t.value, t.detail, false
      FROM terms t
     WHERE t.list = wanted AND t.folded LIKE '% ' || sought || '%'
       AND (narrowed IS NULL OR t.within = narrowed) AND (wanted_level IS NULL OR t.detail = wanted_level)
     GROUP BY t.value, t.detail
     ORDER BY max(t.size) DESC, length(t.value), t.value
     LIMIT most;
    GET DIAGNOSTICS found = ROW_COUNT;
    IF entered OR begun + found >= 3 OR length(sought) < 3 THEN RETURN; END IF;

    -- Trigrams miss two letters that changed places in a short word, so each such pair is tried in its right order, too.
    RETURN QUERY
    SELECT t.value, t.detail, false
      FROM (SELECT * FROM terms a WHERE a.list = wanted AND sought <% a.folded
            UNION ALL
            SELECT b.*
              FROM generate_series(1, CASE WHEN length(sought) > 3 THEN length(sought) - 1 ELSE 0 END) AS i
             CROSS JOIN LATERAL (SELECT overlay(sought PLACING reverse(substr(sought, i, 2)) FROM i) COLLATE "C" AS mended) s
              JOIN terms b ON b.list = wanted AND b.folded >= s.mended AND b.folded < s.mended || U&'\+10FFFF') AS t
     WHERE (narrowed IS NULL OR t.within = narrowed) AND (wanted_level IS NULL OR t.detail = wanted_level)
     GROUP BY t.value, t.detail
     ORDER BY max(greatest(word_similarity(sought, t.folded),
                           1 - levenshtein(sought, left(t.folded, length(sought)))::real / length(sought))) DESC,
              max(t.size) DESC, length(t.value), t.value
     LIMIT most;
END
$$;

REVOKE ALL ON FUNCTION reference.fold(text), reference.suggest(text, text, text, text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION reference.fold(text), reference.suggest(text, text, text, text, integer) TO helpdesk_intake;
GRANT SELECT ON reference.terms TO helpdesk_intake;
