-- A database as version 1 filled it: one article of its own invention with a figure, a quote and two sources, one correction,
-- and its rows in search. It must open, check clean and be shown at every later version.
INSERT INTO upload (id, sha256, name, media_type, size, received, bytes) VALUES
    (1, x'ff555239c6ae89620c7a92046bdcced891ac23a72471e33a23ceda7dc459db21', 'flood.txt', 'text/plain', 132, 1714737600000,
     CAST('Two villagers were killed in the Ossel valley on 2 May, the mayor of Dunfrey said.' || char(10) || '' || char(10) || '“The river came at night,” Tomas Reik said.' || char(10) || '' AS BLOB));
INSERT INTO article (id, upload, member, read_title, read_date, read_outlet, read_address, author, title, date, outlet,
    address, opening, folded, sha256, chars, figures, quotes, sources, extractor, added, deleted_at) VALUES
    (1, 1, NULL, NULL, '2024-05-03', 'Dunfrey Post', NULL, 'Ann Lorne', 'Flood at Ossel', '2024-05-03', 'Dunfrey Post',
     NULL, 'Two villagers were killed in the Ossel valley on 2 May, the mayor of Dunfrey said.',
     ' flood at ossel' || char(10) || ' dunfrey post', x'ff555239c6ae89620c7a92046bdcced891ac23a72471e33a23ceda7dc459db21', 128, 1, 1, 2, 1, 1714737600000, NULL);
INSERT INTO correction (article, field, value, made) VALUES (1, 'title', 'Flood at Ossel', 1714737700000);
INSERT INTO paragraph (id, article, start, text) VALUES
    (1, 1, 0, 'Two villagers were killed in the Ossel valley on 2 May, the mayor of Dunfrey said.' || char(10, 10)),
    (2, 1, 84, '“The river came at night,” Tomas Reik said.' || char(10));
INSERT INTO source (id, key, name, kind, anonymous, folded, articles, figures, quotes, latest) VALUES
    (1, 'mayor of dunfrey', 'the mayor of Dunfrey', 'person', 0, ' the mayor of dunfrey', 1, 1, 0, '2024-05-03'),
    (2, 'tomas reik', 'Tomas Reik', 'person', 0, ' tomas reik', 1, 0, 1, '2024-05-03');
INSERT INTO appearance (article, source, ordinal, name, kind, anonymous, folded, figures, quotes, live, date) VALUES
    (1, 1, 0, 'the mayor of Dunfrey', 'person', 0, ' the mayor of dunfrey' || char(10) || ' mayor of dunfrey', 1, 0, 1, '2024-05-03'),
    (1, 2, 1, 'Tomas Reik', 'person', 0, ' tomas reik', 0, 1, 1, '2024-05-03');
INSERT INTO claim (id, article, anchor, kind, class, start, stop, low, high, rule, live, date) VALUES
    (1, 1, 'f0-3', 'figure', 'killed', 0, 3, 2, 2, 'number-verb', 1, '2024-05-03'),
    (2, 1, 'q85-109', 'quote', 'direct', 85, 109, NULL, NULL, 'marks-cue', 1, '2024-05-03');
INSERT INTO figure (claim, hedge, modality, change, part_of, repeats) VALUES (1, 'exact', 'asserted', NULL, NULL, NULL);
INSERT INTO quote (claim, speaker, speaker_source) VALUES (2, 'Tomas Reik', 2);
INSERT INTO link (source, article, claim, position) VALUES (1, 1, 1, 0), (2, 1, 2, 0);
INSERT INTO span (article, claim, field, ordinal, start, stop, words, source, date, precision, reason) VALUES
    (1, 1, 'number', 0, 0, 3, 'Two', NULL, NULL, NULL, NULL),
    (1, 1, 'trigger', 0, 14, 25, 'were killed', NULL, NULL, NULL, NULL),
    (1, 1, 'group', 0, 4, 13, 'villagers', NULL, NULL, NULL, NULL),
    (1, 1, 'source', 0, 60, 76, 'mayor of Dunfrey', 1, NULL, NULL, NULL),
    (1, 1, 'when', 0, 49, 54, '2 May', NULL, '2024-05-02', 'day', NULL),
    (1, 2, 'content', 0, 85, 109, 'The river came at night,', NULL, NULL, NULL, NULL),
    (1, 2, 'source', 0, 111, 121, 'Tomas Reik', 2, NULL, NULL, NULL),
    (1, 2, 'cue', 0, 122, 126, 'said', NULL, NULL, NULL, NULL),
    (1, NULL, 'mention', 0, 60, 76, 'mayor of Dunfrey', 1, NULL, NULL, NULL),
    (1, NULL, 'mention', 0, 111, 121, 'Tomas Reik', 2, NULL, NULL, NULL),
    (1, NULL, 'passed_over', 0, 49, 50, '2', NULL, NULL, NULL, 'date');
INSERT INTO search (id, article, claim, start, text) VALUES
    (4168011086387228672, 1, NULL, NULL, ' flood at ossel'),
    (4168011086387228671, 1, 1, 0, ' two villagers were killed' || ' ' || char(57344) || ' killed' || ' ' || char(57344) || ' 2' || ' '
        || char(57344) || ' mayor of dunfrey' || ' ' || char(57344) || ' the mayor of dunfrey' || ' ' || char(57344) || ' 2 may'),
    (4168011086387224576, 1, NULL, 0, ' two villagers were killed in the ossel valley on 2 may the mayor of dunfrey said'),
    (4168011086387224575, 1, 2, 84, ' the river came at night' || ' ' || char(57344) || ' said' || ' ' || char(57344) || ' tomas reik'),
    (4168011086387220480, 1, NULL, 84, ' the river came at night tomas reik said');
INSERT INTO search_words (rowid, text) SELECT id, text FROM search;
UPDATE search_next SET paragraph = 4;
