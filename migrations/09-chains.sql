-- Whether a claim is told from hand to hand: few are, and who cites whom is asked of these alone.
ALTER TABLE link ADD COLUMN chained INTEGER NOT NULL DEFAULT 0 CHECK (chained IN (0, 1));
UPDATE link SET chained = 1 WHERE claim IN (SELECT claim FROM link WHERE position > 0);
CREATE INDEX link_chained ON link (source, claim, position) WHERE chained = 1;
