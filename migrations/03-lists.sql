-- Fewer and narrower tables: a claim is one row with its places, lists are found through an index of words and marks.
-- Where an article's rows stand together its number begins their key, so that storing it changes few pages of the file.
-- What is derived (places in lists, search, counts) is made anew when the file is opened: see src/store/derived.rs.

DROP TRIGGER span_is_the_text;
DROP TRIGGER span_is_its_article;
DROP TRIGGER span_stays;
DROP TRIGGER paragraph_follows;
DROP TRIGGER paragraph_stays;
DROP TRIGGER paragraph_remains;
CREATE TABLE new_paragraph (
    article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
    start   INTEGER NOT NULL,
    text    TEXT    NOT NULL CHECK (text <> ''),
    PRIMARY KEY (article, start)
) STRICT, WITHOUT ROWID;
INSERT INTO new_paragraph (article, start, text) SELECT article, start, text FROM paragraph ORDER BY article, start;
DROP TABLE paragraph;
ALTER TABLE new_paragraph RENAME TO paragraph;

CREATE TRIGGER paragraph_follows BEFORE INSERT ON paragraph
WHEN NEW.start <> coalesce(
    (SELECT start + length(text) FROM paragraph WHERE article = NEW.article ORDER BY start DESC LIMIT 1), 0)
BEGIN SELECT raise(ABORT, 'a paragraph does not begin where the one before it ends'); END;

CREATE TRIGGER paragraph_stays BEFORE UPDATE ON paragraph
BEGIN SELECT raise(ABORT, 'the text of an article never changes'); END;

CREATE TRIGGER paragraph_remains BEFORE DELETE ON paragraph
WHEN EXISTS (SELECT 1 FROM article WHERE id = OLD.article)
BEGIN SELECT raise(ABORT, 'the text of an article never changes'); END;

-- Figures and quotes. id: article, place in it, class; see src/store/place.rs. class is the figure's effect or the quote's
-- kind. parts: the fields that quote the article and name no source, as JSON: [[field, start, stop, words, time], …], a time
-- as "2024-05-02 day". place: where lists have it; NULL while the article is deleted.
CREATE TABLE new_claim (
    id      INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE CHECK (article = id >> 24),
    anchor  TEXT    NOT NULL,
    kind    TEXT    NOT NULL CHECK (kind IN ('figure', 'quote')),
    class   TEXT    NOT NULL CHECK (
        CASE kind
            WHEN 'figure' THEN class IN
                ('killed', 'injured', 'casualties', 'missing', 'captured', 'detained', 'displaced', 'deployed')
            ELSE class IN ('direct', 'mixed', 'indirect')
        END),
    start   INTEGER NOT NULL,
    stop    INTEGER NOT NULL CHECK (start < stop),
    low     INTEGER CHECK (low >= 0),
    high    INTEGER CHECK (high >= 0),
    rule    TEXT    NOT NULL,
    parts   TEXT    NOT NULL,
    place   INTEGER,
    live    INTEGER NOT NULL GENERATED ALWAYS AS (place IS NOT NULL) VIRTUAL,
    UNIQUE (article, anchor)
) STRICT;

CREATE TABLE renumbered (old INTEGER PRIMARY KEY, new INTEGER NOT NULL) STRICT;
INSERT INTO renumbered
SELECT id, (article << 24)
    | ((1048575 - row_number() OVER (PARTITION BY article ORDER BY start, kind, stop, id)) << 4)
    | CASE class WHEN 'killed' THEN 0 WHEN 'injured' THEN 1 WHEN 'casualties' THEN 2 WHEN 'missing' THEN 3
        WHEN 'captured' THEN 4 WHEN 'detained' THEN 5 WHEN 'displaced' THEN 6 WHEN 'deployed' THEN 7
        WHEN 'direct' THEN 8 WHEN 'mixed' THEN 9 ELSE 10 END
FROM claim;

INSERT INTO new_claim (id, article, anchor, kind, class, start, stop, low, high, rule, parts)
SELECT r.new, article, anchor, kind, class, start, stop, low, high, rule,
    (SELECT json_group_array(
            CASE WHEN date IS NULL THEN json_array(field, start, stop, words)
                ELSE json_array(field, start, stop, words, date || ' ' || precision) END
            ORDER BY id)
        FROM span WHERE claim = c.id AND source IS NULL)
FROM claim c JOIN renumbered r ON r.old = c.id ORDER BY r.new;

CREATE TABLE new_figure (
    claim    INTEGER PRIMARY KEY REFERENCES new_claim ON DELETE CASCADE,
    hedge    TEXT NOT NULL CHECK (hedge IN
        ('exact', 'about', 'at_least', 'more_than', 'at_most', 'fewer_than', 'range', 'vague')),
    modality TEXT NOT NULL CHECK (modality IN ('asserted', 'denied', 'hypothetical')),
    change   TEXT CHECK (change IN ('total', 'new')),
    part_of  TEXT,
    repeats  TEXT
) STRICT;
INSERT INTO new_figure SELECT r.new, hedge, modality, change, part_of, repeats
FROM renumbered r JOIN figure f ON f.claim = r.old ORDER BY 1;

CREATE TABLE new_quote (
    claim          INTEGER PRIMARY KEY REFERENCES new_claim ON DELETE CASCADE,
    speaker        TEXT,
    speaker_source INTEGER
) STRICT;
INSERT INTO new_quote SELECT r.new, speaker, speaker_source FROM renumbered r JOIN quote q ON q.claim = r.old ORDER BY 1;

CREATE TABLE new_link (
    source   INTEGER NOT NULL REFERENCES source,
    article  INTEGER NOT NULL,
    claim    INTEGER NOT NULL REFERENCES new_claim ON DELETE CASCADE,
    position INTEGER NOT NULL,
    PRIMARY KEY (source, article, claim, position)
) STRICT, WITHOUT ROWID;
INSERT INTO new_link SELECT source, article, r.new, position FROM link l JOIN renumbered r ON r.old = l.claim
ORDER BY source, article, r.new, position;

-- The fields that name a source, of a claim (source, via) or of the article (claim is NULL: a source's role and mentions).
CREATE TABLE new_span (
    id      INTEGER PRIMARY KEY,
    article INTEGER NOT NULL,
    claim   INTEGER REFERENCES new_claim ON DELETE CASCADE,
    field   TEXT    NOT NULL CHECK (
        CASE WHEN claim IS NULL THEN field IN ('role', 'mention') ELSE field IN ('source', 'via') END),
    ordinal INTEGER NOT NULL,
    start   INTEGER NOT NULL,
    stop    INTEGER NOT NULL CHECK (start < stop),
    words   TEXT    NOT NULL,
    source  INTEGER NOT NULL
) STRICT;
INSERT INTO new_span SELECT s.id, s.article, r.new, field, ordinal, start, stop, words, source
FROM span s LEFT JOIN renumbered r ON r.old = s.claim
WHERE source IS NOT NULL AND (s.claim IS NULL OR r.new IS NOT NULL);

-- What is noted beside claims and sources: stretches that are not article text, numbers that gave no figure. Up to some
-- hundred places a row, in order: [[field, start, stop, words, reason], …]; start and stop are those of the row.
CREATE TABLE note (
    article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
    n       INTEGER NOT NULL,
    start   INTEGER NOT NULL,
    stop    INTEGER NOT NULL CHECK (start < stop),
    parts   TEXT    NOT NULL,
    PRIMARY KEY (article, n)
) STRICT, WITHOUT ROWID;
INSERT INTO note
SELECT article, n / 200, min(start), max(stop),
    json_group_array(json_array(field, start, stop, words, reason) ORDER BY start, stop, id)
FROM (SELECT *, row_number() OVER (PARTITION BY article ORDER BY start, stop, id) - 1 AS n FROM span
      WHERE claim IS NULL AND source IS NULL)
GROUP BY article, n / 200;

DROP TABLE span;
DROP TABLE link;
DROP TABLE figure;
DROP TABLE quote;
DROP TABLE claim;
DROP TABLE renumbered;
ALTER TABLE new_claim RENAME TO claim;
ALTER TABLE new_figure RENAME TO figure;
ALTER TABLE new_quote RENAME TO quote;
ALTER TABLE new_link RENAME TO link;
ALTER TABLE new_span RENAME TO span;
CREATE INDEX claim_most ON claim (coalesce(high, low) DESC, place DESC, low, high)
    WHERE kind = 'figure' AND place IS NOT NULL;
CREATE INDEX claim_least ON claim (coalesce(low, high), place DESC, low, high)
    WHERE kind = 'figure' AND place IS NOT NULL;
CREATE INDEX claim_place ON claim (place, low, high) WHERE kind = 'figure' AND place IS NOT NULL;
CREATE INDEX link_claim ON link (claim);
CREATE INDEX link_further ON link (claim, position) WHERE position > 0;
CREATE INDEX span_claim ON span (claim, field, ordinal) WHERE claim IS NOT NULL;
CREATE INDEX span_article ON span (article, source, field, ordinal) WHERE claim IS NULL;
CREATE INDEX span_mention ON span (source, field, words, article, start, stop) WHERE claim IS NULL;

-- Places whose words are not what their paragraph says there are refused. Each looks at one paragraph only, which is never
-- long, so that checking is linear in the number of places.
CREATE TRIGGER span_is_the_text BEFORE INSERT ON span
WHEN length(NEW.words) <> NEW.stop - NEW.start
    OR NEW.words IS NOT (
        SELECT substr(text, NEW.start - start + 1, NEW.stop - NEW.start)
        FROM paragraph WHERE article = NEW.article AND start <= NEW.start ORDER BY start DESC LIMIT 1)
BEGIN SELECT raise(ABORT, 'a span does not say what the text says at its place'); END;

CREATE TRIGGER span_is_its_article BEFORE INSERT ON span
WHEN NEW.claim IS NOT NULL AND NEW.article <> NEW.claim >> 24
BEGIN SELECT raise(ABORT, 'a span belongs to another article than its claim'); END;

CREATE TRIGGER span_stays BEFORE UPDATE ON span
BEGIN SELECT raise(ABORT, 'a span never changes'); END;

CREATE TRIGGER claim_is_the_text BEFORE INSERT ON claim
WHEN NEW.parts = '[]' OR EXISTS (SELECT 1 FROM json_each(NEW.parts) part
    WHERE part.value ->> 0 NOT IN
            ('number', 'hedge_words', 'trigger', 'group', 'evidence', 'content', 'cue', 'said', 'when')
        OR length(part.value ->> 3) IS NOT part.value ->> 2 - part.value ->> 1 OR part.value ->> 3 = ''
        OR part.value ->> 3 IS NOT (SELECT substr(text, part.value ->> 1 - start + 1, part.value ->> 2 - part.value ->> 1)
            FROM paragraph WHERE article = NEW.article AND start <= part.value ->> 1 ORDER BY start DESC LIMIT 1))
BEGIN SELECT raise(ABORT, 'a claim does not say what the text says at its places'); END;

CREATE TRIGGER note_is_the_text BEFORE INSERT ON note
WHEN EXISTS (SELECT 1 FROM json_each(NEW.parts) part
    WHERE part.value ->> 0 NOT IN ('aside', 'passed_over') OR part.value ->> 4 IS NULL
        OR length(part.value ->> 3) IS NOT part.value ->> 2 - part.value ->> 1 OR part.value ->> 3 = ''
        OR part.value ->> 3 IS NOT (SELECT substr(text, part.value ->> 1 - start + 1, part.value ->> 2 - part.value ->> 1)
            FROM paragraph WHERE article = NEW.article AND start <= part.value ->> 1 ORDER BY start DESC LIMIT 1))
BEGIN SELECT raise(ABORT, 'a note does not say what the text says at its places'); END;

CREATE TRIGGER claim_stays BEFORE UPDATE OF id, article, start, stop, parts ON claim
BEGIN SELECT raise(ABORT, 'the places of a claim never change'); END;
CREATE TRIGGER note_stays BEFORE UPDATE ON note
BEGIN SELECT raise(ABORT, 'a note never changes'); END;

-- The first and the last row of an article in search: NULL while it is deleted.
ALTER TABLE article ADD COLUMN search_first INTEGER;
ALTER TABLE article ADD COLUMN search_last INTEGER;
DROP INDEX article_newest;
DROP INDEX article_oldest;
DROP INDEX article_counts;
DROP INDEX article_extractor;

DROP INDEX source_oldest;

-- How many there are of what is shown: articles, sources, figures and quotes by class.
CREATE TABLE tally (
    what TEXT    NOT NULL PRIMARY KEY,
    n    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO tally VALUES ('article', 0), ('source', 0);
CREATE TRIGGER source_counted AFTER UPDATE OF articles ON source WHEN (OLD.articles > 0) <> (NEW.articles > 0)
BEGIN UPDATE tally SET n = n + (NEW.articles > 0) - (OLD.articles > 0) WHERE what = 'source'; END;

-- What lists are found by: see src/store/marks.rs. rowid is a place (of an article or a claim that is shown), or the number
-- of a source below zero.
CREATE VIRTUAL TABLE mark USING fts5 (
    marks, content = '', contentless_delete = 1, detail = none, tokenize = "ascii tokenchars '_'"
);

-- The rows of an article have ids that follow each other: it needs no index.
DROP TRIGGER search_removed;
DROP TRIGGER search_stays;
DROP TABLE search_words;
DROP TABLE search;
CREATE TABLE search (
    id      INTEGER PRIMARY KEY,
    article INTEGER NOT NULL,
    claim   INTEGER,
    start   INTEGER,
    text    TEXT    NOT NULL
) STRICT;
CREATE VIRTUAL TABLE search_words USING fts5 (
    text, content = 'search', content_rowid = 'id', columnsize = 0, tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER search_removed AFTER DELETE ON search
BEGIN INSERT INTO search_words (search_words, rowid, text) VALUES ('delete', OLD.id, OLD.text); END;
CREATE TRIGGER search_stays BEFORE UPDATE ON search
BEGIN SELECT raise(ABORT, 'rows of search are replaced, not changed'); END;
UPDATE search_next SET paragraph = 1;

-- The version of what is derived from the rest: 0, to be made.
CREATE TABLE derived (version INTEGER NOT NULL) STRICT;
INSERT INTO derived VALUES (0);
