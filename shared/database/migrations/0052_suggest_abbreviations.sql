-- What people shorten is found: words that are typed as far as they are typed ("univ ind" is Universitas Indonesia), and names of which only the beginnings of
-- words are typed in one ("UGM", "unpad", "kemenkes").

-- Only whoever has loaded the extension's library may set what it reads: a session that did not make the extension has not.
DO $$ BEGIN PERFORM reference.show_limit(); END $$;

-- As before, with three kinds more: names with these initials at the top, and before names alike those with words that are typed in part.
CREATE OR REPLACE FUNCTION reference.suggest(wanted text, typed text, owner text, wanted_level text, most integer)
RETURNS TABLE (value text, detail text, is_exact boolean)
LANGUAGE plpgsql STABLE
SET search_path = reference, pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan
SET pg_trgm.word_similarity_threshold = 0.4 AS $$
DECLARE
    sought    text := left(fold(typed), 100) COLLATE "C"; -- folding can make a sign into a sentence
    shortened text;
    narrowed  text;
    rows      integer;
    found     integer := 0;
    entered   boolean;
BEGIN
    IF length(sought) < 2 THEN RETURN; END IF;
    IF wanted = 'cities' THEN
        SELECT c.alpha2 INTO narrowed FROM terms t JOIN countries c ON c.name_id = t.value
         WHERE t.list = 'countries' AND t.folded = fold(owner) LIMIT 1;
        narrowed := coalesce(narrowed, (SELECT c.alpha2 FROM countries c WHERE c.alpha2 = upper(owner)));
    ELSIF wanted = 'programmes' THEN
        SELECT t.within INTO narrowed FROM terms t WHERE t.list = 'programmes' AND t.within = fold(owner) LIMIT 1;
    END IF;

    entered := EXISTS (SELECT FROM terms t
                        WHERE t.list = wanted AND t.folded = sought
                          AND (narrowed IS NULL OR t.within = narrowed) AND (wanted_level IS NULL OR t.detail = wanted_level));

    IF NOT entered AND wanted <> 'cities' AND length(sought) <= 6 AND strpos(sought, ' ') = 0 THEN
        -- The initials of all its words.
        RETURN QUERY
        SELECT t.value, t.detail, false
          FROM terms t
         WHERE t.list = wanted AND t.folded LIKE left(sought, 1) || '% %' AND regexp_replace(t.folded, '([^ ])[^ ]* ?', '\1', 'g') = sought
           AND (narrowed IS NULL OR t.within = narrowed) AND (wanted_level IS NULL OR t.detail = wanted_level)
         GROUP BY t.value, t.detail
         ORDER BY max(t.size) DESC, length(t.value), t.value
         LIMIT least(most, 3);
        GET DIAGNOSTICS rows = ROW_COUNT;
        found := found + rows;
    END IF;

    RETURN QUERY
    SELECT t.value, t.detail, bool_or(t.folded = sought)
      FROM terms t
     WHERE t.list = wanted AND t.folded >= sought AND t.folded < sought || U&'\+10FFFF'
       AND (narrowed IS NULL OR t.within = narrowed) AND (wanted_level IS NULL OR t.detail = wanted_level)
     GROUP BY t.value, t.detail
     ORDER BY bool_or(t.folded = sought) DESC, max(t.size) DESC, length(t.value), t.value
     LIMIT most;
    GET DIAGNOSTICS rows = ROW_COUNT;
    found := found + rows;
    IF found >= most THEN RETURN; END IF;

    RETURN QUERY
    SELECT t.value, t.detail, false
      FROM terms t
     WHERE t.list = wanted AND t.folded LIKE '% ' || sought || '%'
       AND (narrowed IS NULL OR t.within = narrowed) AND (wanted_level IS NULL OR t.detail = wanted_level)
     GROUP BY t.value, t.detail
     ORDER BY max(t.size) DESC, length(t.value), t.value
     LIMIT most;
    GET DIAGNOSTICS rows = ROW_COUNT;
    found := found + rows;

    IF strpos(sought, ' ') > 0 THEN
        -- Each typed word begins a word of the name, in their order; names without others between come first.
        RETURN QUERY
        SELECT t.value, t.detail, false
          FROM terms t
         WHERE t.list = wanted AND (t.folded LIKE replace(sought, ' ', '% ') || '%' OR t.folded LIKE '% ' || replace(sought, ' ', '% ') || '%')
           AND (narrowed IS NULL OR t.within = narrowed) AND (wanted_level IS NULL OR t.detail = wanted_level)
         GROUP BY t.value, t.detail
         ORDER BY bool_or(t.folded ~ ('^' || replace(sought, ' ', '[^ ]* '))) DESC, max(t.size) DESC, length(t.value), t.value
         LIMIT most;
    ELSIF wanted <> 'cities' AND length(sought) <= 12 THEN
        -- One after the other, the letters begin the name's words or go on with them.
        shortened := '^' || regexp_replace(sought, '(.)(?=.)', '\1([^ ]* )?', 'g');
        RETURN QUERY
        SELECT t.value, t.detail, false
          FROM terms t
         WHERE t.list = wanted AND t.folded ~ shortened
           AND (narrowed IS NULL OR t.within = narrowed) AND (wanted_level IS NULL OR t.detail = wanted_level)
         GROUP BY t.value, t.detail
         ORDER BY max(t.size) DESC, length(t.value), t.value
         LIMIT most;
    END IF;
    GET DIAGNOSTICS rows = ROW_COUNT;
    found := found + rows;
    IF entered OR found >= 3 OR length(sought) < 3 THEN RETURN; END IF;

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
