-- Names alike are ranked nearer to what people mean: a left-out or doubled letter near the beginning costs one letter and not all that follow ("blanda" is Belanda),
-- and words that are typed as far as they are typed count ("univ negri malang" is a university).

-- How near what was typed is to a name, both folded: from 0, larger is nearer.
CREATE FUNCTION reference.nearness(sought text, folded text) RETURNS real
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN greatest(
           reference.word_similarity(sought, folded),
           -- The name's beginning of the same length, of one letter less and of one more.
           1 - least(reference.levenshtein(sought, left(folded, length(sought))),
                     reference.levenshtein(sought, left(folded, length(sought) - 1)),
                     reference.levenshtein(sought, left(folded, length(sought) + 1)))::real / length(sought))
       + 0.25 * (SELECT avg((strpos(' ' || folded, ' ' || word) > 0)::integer) FROM unnest(string_to_array(sought, ' ')) AS word)::real;

-- As before, but for the names alike: the sixty with the most trigrams in common are ranked by nearness.
CREATE OR REPLACE FUNCTION reference.suggest(wanted text, typed text, owner text, wanted_level text, most integer)
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
      FROM ((SELECT * FROM terms a WHERE a.list = wanted AND sought <% a.folded ORDER BY word_similarity(sought, a.folded) DESC LIMIT 60)
            UNION ALL
            SELECT b.*
              FROM generate_series(1, CASE WHEN length(sought) > 3 THEN length(sought) - 1 ELSE 0 END) AS i
             CROSS JOIN LATERAL (SELECT overlay(sought PLACING reverse(substr(sought, i, 2)) FROM i) COLLATE "C" AS mended) s
              JOIN terms b ON b.list = wanted AND b.folded >= s.mended AND b.folded < s.mended || U&'\+10FFFF') AS t
     WHERE (narrowed IS NULL OR t.within = narrowed) AND (wanted_level IS NULL OR t.detail = wanted_level)
     GROUP BY t.value, t.detail
     ORDER BY max(nearness(sought, t.folded)) DESC, max(t.size) DESC, length(t.value), t.value
     LIMIT most;
END
$$;

REVOKE ALL ON FUNCTION reference.nearness(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION reference.nearness(text, text) TO helpdesk_intake;
