-- Places (start, stop) are code points of the article's text, half open. Dates are written 2025-04-30; points in time
-- are milliseconds since 1970.

-- What was uploaded, byte for byte. The same bytes are stored once.
CREATE TABLE upload (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    sha256     BLOB    NOT NULL UNIQUE CHECK (length(sha256) = 32),
    name       TEXT,
    media_type TEXT    NOT NULL,
    size       INTEGER NOT NULL,
    received   INTEGER NOT NULL,
    bytes      BLOB    NOT NULL CHECK (length(bytes) = size)
) STRICT;

-- An upload holds one or more articles. title, date, outlet and address are what is shown: what was read, unless a person
-- corrected it.
CREATE TABLE article (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    upload       INTEGER NOT NULL REFERENCES upload,
    member       TEXT,
    read_title   TEXT,
    read_date    TEXT,
    read_outlet  TEXT,
    read_address TEXT,
    author       TEXT,
    title        TEXT,
    date         TEXT,
    outlet       TEXT,
    address      TEXT,
    opening      TEXT    NOT NULL,             -- the beginning of the text: names an article without a title
    folded       TEXT    NOT NULL,             -- title (or opening) and outlet as search compares them
    sha256       BLOB    NOT NULL CHECK (length(sha256) = 32), -- of the text
    chars        INTEGER NOT NULL,
    figures      INTEGER NOT NULL DEFAULT 0,
    quotes       INTEGER NOT NULL DEFAULT 0,
    sources      INTEGER NOT NULL DEFAULT 0,
    extractor    INTEGER NOT NULL,
    added        INTEGER NOT NULL,
    deleted_at   INTEGER
) STRICT;
CREATE INDEX article_upload ON article (upload);
CREATE INDEX article_newest ON article (date DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX article_oldest ON article (date IS NULL, date, id) WHERE deleted_at IS NULL;
CREATE INDEX article_name ON article (folded, id, date, deleted_at) WHERE deleted_at IS NULL;
CREATE INDEX article_counts ON article (figures, quotes) WHERE deleted_at IS NULL;
CREATE INDEX article_deleted ON article (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX article_extractor ON article (extractor);

-- What a person corrected, apart from what was read, so that it can be undone. A value of NULL says: there is none.
CREATE TABLE correction (
    article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
    field   TEXT    NOT NULL CHECK (field IN ('title', 'date', 'outlet', 'address')),
    value   TEXT,
    made    INTEGER NOT NULL,
    PRIMARY KEY (article, field)
) STRICT, WITHOUT ROWID;

-- The text, cut into paragraphs: joined in order they are the text. Each holds the line breaks after it.
CREATE TABLE paragraph (
    id      INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
    start   INTEGER NOT NULL,
    text    TEXT    NOT NULL CHECK (text <> ''),
    UNIQUE (article, start)
) STRICT;

CREATE TRIGGER paragraph_follows BEFORE INSERT ON paragraph
WHEN NEW.start <> coalesce(
    (SELECT start + length(text) FROM paragraph WHERE article = NEW.article ORDER BY start DESC LIMIT 1), 0)
BEGIN SELECT raise(ABORT, 'a paragraph does not begin where the one before it ends'); END;

CREATE TRIGGER paragraph_stays BEFORE UPDATE ON paragraph
BEGIN SELECT raise(ABORT, 'the text of an article never changes'); END;

CREATE TRIGGER paragraph_remains BEFORE DELETE ON paragraph
WHEN EXISTS (SELECT 1 FROM article WHERE id = OLD.article)
BEGIN SELECT raise(ABORT, 'the text of an article never changes'); END;

-- Who is said to have said something, over all articles. key: see src/store/source.rs. A row is never removed, so that a
-- source that is found again has its old address; one that occurs nowhere (articles = 0) is shown nowhere.
CREATE TABLE source (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    key       TEXT    NOT NULL UNIQUE,
    name      TEXT    NOT NULL,
    kind      TEXT    NOT NULL CHECK (kind IN ('person', 'organization', 'group', 'document', 'media')),
    anonymous INTEGER NOT NULL,
    folded    TEXT    NOT NULL,                -- the name as search compares it
    articles  INTEGER NOT NULL DEFAULT 0,      -- not deleted ones, as the following
    figures   INTEGER NOT NULL DEFAULT 0,
    quotes    INTEGER NOT NULL DEFAULT 0,
    latest    TEXT
) STRICT;
CREATE INDEX source_most ON source (articles DESC, figures + quotes DESC, id, kind) WHERE articles > 0;
CREATE INDEX source_newest ON source (latest DESC, id DESC) WHERE articles > 0;
CREATE INDEX source_oldest ON source (latest IS NULL, latest, id) WHERE articles > 0;
CREATE INDEX source_name ON source (folded, id) WHERE articles > 0;

-- A source as one article has it. live: 1 unless the article is deleted.
CREATE TABLE appearance (
    article   INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
    source    INTEGER NOT NULL REFERENCES source,
    ordinal   INTEGER NOT NULL,
    name      TEXT    NOT NULL,
    kind      TEXT    NOT NULL CHECK (kind IN ('person', 'organization', 'group', 'document', 'media')),
    anonymous INTEGER NOT NULL,
    folded    TEXT    NOT NULL,                -- name and mentions as search compares them
    figures   INTEGER NOT NULL DEFAULT 0,
    quotes    INTEGER NOT NULL DEFAULT 0,
    live      INTEGER NOT NULL DEFAULT 0,
    date      TEXT,                            -- the article's
    PRIMARY KEY (article, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX appearance_source ON appearance (source, live, date);

-- Figures and quotes. The columns that lists filter and sort by stand here, the article's date among them, so that each
-- list is one walk along one index. class is the figure's effect or the quote's kind.
CREATE TABLE claim (
    id      INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
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
    live    INTEGER NOT NULL DEFAULT 0,
    date    TEXT,
    UNIQUE (article, anchor)
) STRICT;
-- Behind the order stand the columns that filters look at, so that a filter that few rows pass is decided in the index.
CREATE INDEX claim_newest ON claim (kind, date DESC, article DESC, start, id, class, low, high, live) WHERE live = 1;
CREATE INDEX claim_class ON claim (kind, class, date DESC, article DESC, start, id, low, high, live) WHERE live = 1;
CREATE INDEX claim_oldest ON claim (kind, date IS NULL, date, article, start, id, class, low, high, live) WHERE live = 1;
CREATE INDEX claim_most ON claim
    (kind, coalesce(high, low) DESC, date DESC, article DESC, start, id, class, low, high, live)
    WHERE live = 1 AND kind = 'figure';
CREATE INDEX claim_least ON claim
    (kind, coalesce(low, high), date DESC, article DESC, start, id, class, low, high, live)
    WHERE live = 1 AND kind = 'figure';

-- part_of and repeats are anchors of the same article.
CREATE TABLE figure (
    claim    INTEGER PRIMARY KEY REFERENCES claim ON DELETE CASCADE,
    hedge    TEXT NOT NULL CHECK (hedge IN
        ('exact', 'about', 'at_least', 'more_than', 'at_most', 'fewer_than', 'range', 'vague')),
    modality TEXT NOT NULL CHECK (modality IN ('asserted', 'denied', 'hypothetical')),
    change   TEXT CHECK (change IN ('total', 'new')),
    part_of  TEXT,
    repeats  TEXT
) STRICT;

CREATE TABLE quote (
    claim          INTEGER PRIMARY KEY REFERENCES claim ON DELETE CASCADE,
    speaker        TEXT,
    speaker_source INTEGER REFERENCES source
) STRICT;

-- Who is behind a claim. position 0: states or says it; 1 and on: is cited for it, nearest first.
CREATE TABLE link (
    source   INTEGER NOT NULL REFERENCES source,
    article  INTEGER NOT NULL,
    claim    INTEGER NOT NULL REFERENCES claim ON DELETE CASCADE,
    position INTEGER NOT NULL,
    PRIMARY KEY (source, article, claim, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_claim ON link (claim);

-- Every field of a claim or a source that quotes the article. claim is NULL for what belongs to the article: a source's
-- role and mentions, stretches that are not article text, numbers that gave no figure (both with their reason).
CREATE TABLE span (
    id        INTEGER PRIMARY KEY,
    article   INTEGER NOT NULL,
    claim     INTEGER REFERENCES claim ON DELETE CASCADE,
    field     TEXT    NOT NULL CHECK (
        CASE WHEN claim IS NULL THEN field IN ('role', 'mention', 'aside', 'passed_over')
        ELSE field IN ('number', 'hedge_words', 'trigger', 'group', 'evidence', 'content', 'source', 'cue', 'via',
            'said', 'when') END),
    ordinal   INTEGER NOT NULL,
    start     INTEGER NOT NULL,
    stop      INTEGER NOT NULL CHECK (start < stop),
    words     TEXT    NOT NULL,
    source    INTEGER REFERENCES source,
    date      TEXT,                            -- what the words of said and when come to, and how exactly
    precision TEXT    CHECK (precision IN ('day', 'month', 'year')),
    reason    TEXT,
    CHECK ((source IS NOT NULL) = (field IN ('role', 'mention', 'source', 'via'))),
    CHECK ((precision IS NULL) = (date IS NULL)),
    CHECK ((reason IS NOT NULL) = (field IN ('aside', 'passed_over')))
) STRICT;
CREATE INDEX span_claim ON span (claim, field, ordinal) WHERE claim IS NOT NULL;
CREATE INDEX span_article ON span (article, source, field, ordinal) WHERE claim IS NULL;
CREATE INDEX span_mention ON span (source, field) WHERE claim IS NULL AND source IS NOT NULL;

-- A span whose words are not what its paragraph says at that place is refused. Looks at one paragraph only, which is
-- never long, so that checking is linear in the number of spans.
CREATE TRIGGER span_is_the_text BEFORE INSERT ON span
WHEN length(NEW.words) <> NEW.stop - NEW.start
    OR NEW.words IS NOT (
        SELECT substr(text, NEW.start - start + 1, NEW.stop - NEW.start)
        FROM paragraph WHERE article = NEW.article AND start <= NEW.start ORDER BY start DESC LIMIT 1)
BEGIN SELECT raise(ABORT, 'a span does not say what the text says at its place'); END;

CREATE TRIGGER span_is_its_article BEFORE INSERT ON span
WHEN NEW.claim IS NOT NULL AND NEW.article IS NOT (SELECT article FROM claim WHERE id = NEW.claim)
BEGIN SELECT raise(ABORT, 'a span belongs to another article than its claim'); END;

CREATE TRIGGER span_stays BEFORE UPDATE ON span
BEGIN SELECT raise(ABORT, 'a span never changes'); END;

-- What search looks through: titles, paragraphs and claims in a form to compare by. id says date, paragraph and place: see
-- src/store/search/index.rs. start is the paragraph's; NULL is the title.
CREATE TABLE search (
    id      INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
    claim   INTEGER,
    start   INTEGER,
    text    TEXT    NOT NULL
) STRICT;
CREATE INDEX search_article ON search (article);

-- A row of search is put into the index by whoever writes it, not by a trigger: a statement with a trigger is a savepoint,
-- at each of which FTS5 writes out what it holds as a segment of its own, to be merged later.
CREATE VIRTUAL TABLE search_words USING fts5 (
    text, content = 'search', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER search_removed AFTER DELETE ON search
BEGIN INSERT INTO search_words (search_words, rowid, text) VALUES ('delete', OLD.id, OLD.text); END;
CREATE TRIGGER search_stays BEFORE UPDATE ON search
BEGIN SELECT raise(ABORT, 'rows of search are replaced, not changed'); END;

-- The next free number for a paragraph in the ids of search.
CREATE TABLE search_next (paragraph INTEGER NOT NULL) STRICT;
INSERT INTO search_next VALUES (1);
