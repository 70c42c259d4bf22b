-- What a person decided about who is who, apart from what the program found: see src/store/merge.rs. Taking a row away undoes
-- it.

-- source is one and the same as leads_to. survivor: where following leads_to ends, under whose number all of them are shown.
CREATE TABLE merged (
    source   INTEGER PRIMARY KEY REFERENCES source,
    leads_to INTEGER NOT NULL REFERENCES source CHECK (leads_to <> source),
    survivor INTEGER NOT NULL REFERENCES source CHECK (survivor <> source),
    made     INTEGER NOT NULL
) STRICT;
CREATE INDEX merged_survivor ON merged (survivor);
CREATE INDEX merged_leads_to ON merged (leads_to);

-- In this article, what the program takes for source is somebody else, own.
CREATE TABLE parted (
    own     INTEGER PRIMARY KEY REFERENCES source,
    article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
    source  INTEGER NOT NULL REFERENCES source CHECK (source <> own),
    made    INTEGER NOT NULL,
    UNIQUE (article, source)
) STRICT;
CREATE INDEX parted_source ON parted (source);

-- Alike, but not the same: not to be proposed again.
CREATE TABLE different (
    one   INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
    other INTEGER NOT NULL REFERENCES source ON DELETE CASCADE CHECK (one < other),
    made  INTEGER NOT NULL,
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX different_other ON different (other);

-- All that the list of sources is sorted and filtered by, so that no other order needs an index of its own.
DROP INDEX source_most;
CREATE INDEX source_most ON source (articles DESC, figures + quotes DESC, id, kind, anonymous, figures, quotes)
    WHERE articles > 0;

-- A span still never changes, but who it is about is a person's to say.
DROP TRIGGER span_stays;
CREATE TRIGGER span_stays
BEFORE UPDATE OF id, article, claim, field, ordinal, start, stop, words ON span
BEGIN SELECT raise(ABORT, 'a span never changes'); END;
