-- Articles that were read again from their uploads and came out different: see src/store/version.rs.

-- The article that is shown in place of this one: the newest reading of the same upload's member. An article that is replaced
-- keeps its text, claims and page, and is in no list, count or search.
ALTER TABLE article ADD COLUMN replaced_by INTEGER REFERENCES article;
CREATE INDEX article_replaced ON article (replaced_by) WHERE replaced_by IS NOT NULL;

-- When this reading was made, in place of an older one; NULL: when the article was added.
ALTER TABLE article ADD COLUMN reread INTEGER;

-- 1: what a person typed beside the file stands among the corrections, and what was read is the file's alone. 0: stored by an
-- older version, which did not keep them apart.
ALTER TABLE article ADD COLUMN typed_apart INTEGER NOT NULL DEFAULT 0;

-- The order by name asks whether an article is shown.
DROP INDEX article_name;
CREATE INDEX article_name ON article (folded, id) WHERE deleted_at IS NULL AND replaced_by IS NULL;
