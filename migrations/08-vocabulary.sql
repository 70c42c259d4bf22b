-- Lists of the words of both indexes: they hold nothing themselves. See src/store/vocabulary.rs.
CREATE VIRTUAL TABLE mark_vocabulary USING fts5vocab (mark, instance);
CREATE VIRTUAL TABLE search_vocabulary USING fts5vocab (search_words, instance);

-- How many sources there are of each kind: 'person', and 'person unnamed' those of them without a name.
DROP TRIGGER source_counted;
INSERT OR IGNORE INTO tally
SELECT kind.value || unnamed.value, (SELECT count(*) FROM source
    WHERE articles > 0 AND kind = kind.value AND anonymous = (unnamed.value <> ''))
FROM json_each('["person", "organization", "group", "document", "media"]') kind, json_each('["", " unnamed"]') unnamed;
CREATE TRIGGER source_counted AFTER UPDATE OF articles, kind, anonymous ON source
WHEN (OLD.articles > 0, OLD.kind, OLD.anonymous) <> (NEW.articles > 0, NEW.kind, NEW.anonymous)
BEGIN
    UPDATE tally SET n = n + (NEW.articles > 0) - (OLD.articles > 0) WHERE what = 'source';
    UPDATE tally SET n = n - (OLD.articles > 0) WHERE what = OLD.kind || iif(OLD.anonymous, ' unnamed', '');
    UPDATE tally SET n = n + (NEW.articles > 0) WHERE what = NEW.kind || iif(NEW.anonymous, ' unnamed', '');
END;
