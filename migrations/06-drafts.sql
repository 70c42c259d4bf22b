-- Uploads that somebody looks at before deciding: no articles yet, in no list, gone after a day. See src/store/draft.rs.
CREATE TABLE draft (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    name     TEXT,
    size     INTEGER NOT NULL,
    received INTEGER NOT NULL,
    bytes    BLOB    NOT NULL CHECK (length(bytes) = size)
) STRICT;
