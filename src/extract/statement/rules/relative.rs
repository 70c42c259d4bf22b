//! Relative clauses that a cue stands in: "two fires, which the mayor said were under control".

use super::{CLAUSE, Context, Found};
use crate::{
    extract::statement::{
        adjunct::skip,
        cue::Form,
        extent::{clause_end, trim},
    },
    language::Tags,
};

/// `which X said was A`: the pronoun and what is said of it.
pub(super) fn relative(c: &Context<'_, '_>) -> Option<Found> {
    let (scene, cue, unit) = (&c.scene, c.cue(), c.unit());
    let d = scene.d;
    if cue.form != Form::Finite || !cue.has(CLAUSE) || cue.listener.is_some() {
        return None;
    }
    let source = c.source()?;
    if d.is(source.tokens.start, &["nobody", "no"]) {
        return None;
    }
    let pronoun = source.phrase.start.checked_sub(1).filter(|&p| p > unit.tokens.start)?;
    let of_people = d.is(pronoun, &["who", "which", "what"]) && d.any(pronoun, Tags::Wh | Tags::Pronoun);
    if !of_people || source.phrase.end > cue.start {
        return None;
    }
    // the verb of the clause stands right behind the cue: it has no subject but the pronoun
    let start = skip(scene, cue.rest, unit.tokens.end);
    let (group, verb) = scene.verb_at(start)?;
    let behind = d.any(group.end, Tags::Determiner | Tags::Pronoun) || scene.noun_at(group.end).is_some();
    let participle = d.any(verb.head, Tags::Participle) && group.len() == 1 && !behind;
    if !verb.finite || participle || start >= unit.tokens.end {
        return None;
    }
    let mut end = clause_end(scene, unit, start, cue);
    // ", which he said was safe, broke": the verb of the sentence
    let sentence = (group.end..end).find(|&i| scene.is_comma(i) && scene.verb_at(i + 1).is_some_and(|(_, v)| v.finite));
    // "…, and he left": a clause of its own
    let other = (group.end..end).find(|&i| {
        scene.is_comma(i)
            && d.is(i + 1, &["and", "but"])
            && scene
                .noun_at(i + 2)
                .is_some_and(|(t, _)| scene.verb_at(t.end).is_some_and(|(_, v)| v.finite))
    });
    end = sentence.into_iter().chain(other).min().unwrap_or(end);
    c.clause(vec![pronoun..pronoun + 1, trim(scene, start..end)], Some(source))
}

#[cfg(test)]
mod tests {
    use crate::extract::statement::tests::{gives, no_quote};

    #[test]
    fn with_the_pronoun_for_a_subject() {
        for (raw, expected) in [
            (
                "Two fires broke out, which the mayor said were under control.",
                "indirect: which / were under control | the mayor | said",
            ),
            (
                "The dam, which Ruiz says was never checked, broke on Monday.",
                "indirect: which / was never checked | Ruiz | says",
            ),
            (
                "They cut his film, which he said was their right, and he left.",
                "indirect: which / was their right | he | said",
            ),
            (
                "Three men, who police said were armed, fled.",
                "indirect: who / were armed | police | said",
            ),
        ] {
            gives(raw, &[expected]);
        }
    }

    #[test]
    fn whose_own_clause_it_is() {
        for raw in [
            "The men who police reported fled.",
            "The town, which nobody said was safe, is empty.",
        ] {
            no_quote(raw);
        }
    }
}
