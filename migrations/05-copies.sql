-- Articles that are copies of one another: see src/store/copies.rs.

-- How many different runs of words the text has; NULL: not compared with the others yet (stored by an older version).
ALTER TABLE article ADD COLUMN runs INTEGER;
CREATE INDEX article_uncompared ON article (id) WHERE runs IS NULL;

-- The smallest hashes of each text's runs of words (MinHash): whoever shares some of them may be a copy. Deleted articles
-- keep theirs, so that what comes back is linked as before.
CREATE TABLE run_mark (
    hash    INTEGER NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (hash, article)
) STRICT, WITHOUT ROWID;

-- Two articles of which one holds most of the other, a row for either way. same: in thousandths, how much of the article's
-- words stand in the other one, in runs.
CREATE TABLE copy (
    article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
    other   INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
    same    INTEGER NOT NULL CHECK (same BETWEEN 0 AND 1000),
    PRIMARY KEY (article, other),
    CHECK (article <> other)
) STRICT, WITHOUT ROWID;
CREATE INDEX copy_other ON copy (other);
