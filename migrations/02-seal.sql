-- SHA-256 of what is stored of an article beside its text: see src/store/seal.rs. NULL: stored by an older version, and not
-- sealed until its claims are found again.
ALTER TABLE article ADD COLUMN seal BLOB CHECK (length(seal) = 32);
