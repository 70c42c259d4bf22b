-- Copies what the database `new`, of this version, holds into the tables of version 2: their shape is frozen here.
INSERT INTO upload SELECT id, sha256, name, media_type, size, received, bytes FROM new.upload;
INSERT INTO article SELECT id, upload, member, read_title, read_date, read_outlet, read_address, author, title, date, outlet,
    address, opening, folded, sha256, chars, figures, quotes, sources, extractor, added, deleted_at, NULL FROM new.article;
INSERT INTO correction SELECT article, field, value, made FROM new.correction;
INSERT INTO paragraph (article, start, text) SELECT article, start, text FROM new.paragraph ORDER BY article, start;
INSERT INTO source (id, key, name, kind, anonymous, folded, articles, figures, quotes, latest)
SELECT id, key, name, kind, anonymous, folded, articles, figures, quotes, latest FROM new.source;
INSERT INTO appearance (article, source, ordinal, name, kind, anonymous, folded, figures, quotes, live, date)
SELECT article, source, ordinal, name, kind, anonymous, folded, figures, quotes, live, date FROM new.appearance;
-- numbers of claims as version 2 gave them: in the order they were stored
CREATE TEMP TABLE number AS SELECT id AS new, row_number() OVER (ORDER BY article, kind, id DESC) AS old FROM new.claim;
INSERT INTO claim (id, article, anchor, kind, class, start, stop, low, high, rule, live, date)
SELECT n.old, c.article, anchor, kind, class, start, stop, low, high, rule, c.live, a.date
FROM new.claim c JOIN number n ON n.new = c.id JOIN new.article a ON a.id = c.article;
INSERT INTO figure SELECT n.old, hedge, modality, change, part_of, repeats FROM new.figure f JOIN number n ON n.new = f.claim;
INSERT INTO quote SELECT n.old, speaker, speaker_source FROM new.quote q JOIN number n ON n.new = q.claim;
INSERT INTO link SELECT source, article, n.old, position FROM new.link l JOIN number n ON n.new = l.claim;
INSERT INTO span (article, claim, field, ordinal, start, stop, words, source)
SELECT article, n.old, field, ordinal, start, stop, words, source FROM new.span s LEFT JOIN number n ON n.new = s.claim;
INSERT INTO span (article, claim, field, ordinal, start, stop, words, date, precision)
SELECT c.article, n.old, f.value ->> 0, f.key, f.value ->> 1, f.value ->> 2, f.value ->> 3,
    substr(f.value ->> 4, 1, instr(f.value ->> 4, ' ') - 1), substr(f.value ->> 4, instr(f.value ->> 4, ' ') + 1)
FROM new.claim c JOIN number n ON n.new = c.id, json_each(c.parts) f;
INSERT INTO span (article, field, ordinal, start, stop, words, reason)
SELECT article, f.value ->> 0, f.key, f.value ->> 1, f.value ->> 2, f.value ->> 3, f.value ->> 4
FROM new.note, json_each(parts) f;
INSERT INTO search (id, article, claim, start, text)
SELECT s.id, s.article, n.old, s.start, s.text FROM new.search s LEFT JOIN number n ON n.new = s.claim;
INSERT INTO search_words (rowid, text) SELECT id, text FROM search;
UPDATE search_next SET paragraph = (SELECT paragraph FROM new.search_next);
