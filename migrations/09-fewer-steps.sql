-- Whether a claim is told from hand to hand: few are, and who cites whom is asked of these alone.
ALTER TABLE link ADD COLUMN chained INTEGER NOT NULL DEFAULT 0 CHECK (chained IN (0, 1));
UPDATE link SET chained = 1 WHERE claim IN (SELECT claim FROM link WHERE position > 0);
CREATE INDEX link_chained ON link (source, claim, position) WHERE chained = 1;

-- Figures by their numbers, each class apart: the least and the most of a rare class lie far from the ends of all.
DROP INDEX claim_most;
DROP INDEX claim_least;
CREATE INDEX claim_most ON claim (class, coalesce(high, low) DESC, place DESC, low, high)
    WHERE kind = 'figure' AND place IS NOT NULL;
CREATE INDEX claim_least ON claim (class, coalesce(low, high), place DESC, low, high)
    WHERE kind = 'figure' AND place IS NOT NULL;
