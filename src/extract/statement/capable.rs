//! Who can say what: whether a mention is somebody or something that states things.

use super::{mention::Mention, scene::Scene};
use crate::language::{Kind, NounGroup, Tags};

/// Pronouns that are nobody.
pub(super) fn bad_subject(scene: &Scene<'_>, noun: &NounGroup) -> bool {
    noun.pronoun
        && scene.d.is(
            noun.head,
            &[
                "that",
                "this",
                "these",
                "those",
                "what",
                "which",
                "him",
                "them",
                "us",
                "me",
                "there",
                "none",
                "nothing",
                "something",
                "everything",
                "anything",
                "himself",
                "herself",
                "itself",
                "themselves",
                "whom",
            ],
        )
}

/// Whether a mention can say things that only people, bodies and documents do.
pub(super) fn can_state(scene: &Scene<'_>, mention: &Mention) -> bool {
    let d = scene.d;
    let tags = d.tags(mention.head);
    tags.any(
        Tags::Name
            | Tags::People
            | Tags::Role
            | Tags::Organization
            | Tags::Media
            | Tags::Document
            | Tags::Nation
            | Tags::Guess,
    ) || tags.any(Tags::Pronoun)
        || d.is_kind(mention.head, Kind::Number)
        || d.is(
            mention.head,
            &[
                "group",
                "team",
                "court",
                "investigators",
                "website",
                "reports",
                "results",
                "records",
                "images",
                "figures",
                "body",
                "panel",
                "commission",
                "imagery",
                "polling",
                "test",
                "tests",
                "investigation",
                "investigations",
                "survey",
                "surveys",
                "analysis",
                "analyses",
                "model",
                "models",
                "forecast",
                "forecasts",
                "scan",
                "scans",
                "census",
                "sign",
                "banner",
                "placard",
                "poster",
                "plaque",
                "inscription",
                "caption",
                "leaflet",
                "flyer",
                "constitution",
                "charter",
                "statute",
                "treaty",
                "contract",
            ],
        )
}

/// Whether things are said before it that are reported as what it heard: `the jury`, `the inquest`.
pub(super) fn hears(scene: &Scene<'_>, mention: &Mention) -> bool {
    scene.d.is(
        mention.head,
        &[
            "court",
            "courts",
            "jury",
            "jurors",
            "inquest",
            "inquiry",
            "hearing",
            "tribunal",
            "trial",
            "magistrates",
            "panel",
            "commission",
            "committee",
            "judge",
        ],
    )
}

/// Whether it is a news outlet.
pub(super) fn is_outlet(scene: &Scene<'_>, mention: &Mention) -> bool {
    let d = scene.d;
    let mut tokens = mention.tokens.clone();
    while tokens.len() > 1 && d.any(tokens.start, Tags::Determiner) {
        tokens.start += 1;
    }
    d.any(mention.head, Tags::Media) || crate::extract::source::is_outlet(&d.words(tokens).to_lowercase())
}

/// A name that can be a person's: no body, no place of a list, two words or more or one that is no nation.
pub(super) fn is_person(scene: &Scene<'_>, noun: &NounGroup) -> bool {
    noun.name
        && !scene.d.any(
            noun.head,
            Tags::Organization | Tags::Media | Tags::Document | Tags::Nation | Tags::Time | Tags::Month | Tags::Weekday,
        )
        && noun.determiner.is_empty()
}
