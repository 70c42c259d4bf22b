//! Figures by their numbers: those within bounds, and all in the order of their numbers.

use super::{Classes, FEW, Further, window::Window};
use crate::{
    claim::Effect,
    store::{
        COUNTED, Filter, Order, PAGE, Reader,
        error::Result,
        marks::{Kind, Wanted},
        place,
        rows::json,
    },
};
use rusqlite::named_params;

/// Least and most people.
#[derive(Clone, Copy)]
pub(super) struct People {
    least: i64,
    most: i64,
}

impl People {
    /// `None`: any number, or none.
    pub(super) fn of(filter: &Filter, kind: Kind) -> Option<People> {
        let people = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        (kind == Kind::Figure && (filter.least.is_some() || filter.most.is_some())).then(|| People {
            least: filter.least.map_or(0, people),
            most: filter.most.map_or(i64::MAX, people),
        })
    }
}

macro_rules! within {
    () => {
        "coalesce(low, high) >= :least AND coalesce(high, low) <= :most"
    };
}

/// Figures whose numbers are within bounds. An end that is open says nothing: "at least four" is no match for 4,700, "up to
/// 60" is none for 3.
const WITHIN: &str = within!();
/// Whether the figure of one place is such a one.
const HAS_NUMBER: &str = concat!(
    "SELECT 1 FROM claim INDEXED BY claim_place WHERE kind = 'figure' AND place = :place AND ",
    within!()
);

impl Reader<'_> {
    /// Visits figures of some numbers of people, until `visit` gives `false`.
    pub(super) fn of_number(
        &self,
        wanted: &Wanted,
        people: People,
        oldest: bool,
        mut visit: impl FnMut(i64) -> Result<bool>,
    ) -> Result<()> {
        // few figures have such numbers: they are found first. Where marks say most of it, that is worth it for fewer
        let worth = if wanted.is_in_places() { COUNTED } else { FEW as u32 };
        if let Some(mut few) = self.numbered(people, worth)? {
            few.sort_unstable();
            if wanted.is_in_places() && !oldest {
                few.retain(|&place| wanted.has_place(place));
                for place in few.into_iter().rev() {
                    if !visit(place)? {
                        break;
                    }
                }
                return Ok(());
            }
            let visit = |place: i64| match few.binary_search(&place) {
                Ok(_) => visit(place),
                Err(_) => Ok(true),
            };
            return match oldest {
                true => self.walk_oldest(wanted, visit),
                false => self.walk(wanted, visit),
            };
        }
        let visit = |place: i64| match self.is_numbered(place, people)? {
            true => visit(place),
            false => Ok(true),
        };
        match oldest {
            true => self.walk_oldest(wanted, visit),
            false => self.walk(wanted, visit),
        }
    }

    /// Whether the figure of a place has one of these numbers of people.
    pub(super) fn is_numbered(&self, place: i64, people: People) -> Result<bool> {
        let mut statement = self.connection.prepare_cached(HAS_NUMBER)?;
        Ok(statement.exists(named_params! {":place": place, ":least": people.least, ":most": people.most})?)
    }

    /// The places of the figures of some numbers of people, in any order; `None`: there are more than `most` of them.
    pub(super) fn numbered(&self, people: People, most: u32) -> Result<Option<Vec<i64>>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT place FROM claim INDEXED BY claim_least
             WHERE kind = 'figure' AND place IS NOT NULL AND class IN ({}) AND {WITHIN} AND coalesce(low, high) <= :most
             LIMIT :limit",
            classes(None)
        ))?;
        let values = named_params! {":least": people.least, ":most": people.most, ":limit": i64::from(most) + 1};
        let found = statement
            .query_map(values, |row| row.get(0))?
            .collect::<rusqlite::Result<Vec<i64>>>()?;
        Ok((found.len() <= most as usize).then_some(found))
    }

    /// Every place in ascending order, where there are marks to find them by.
    pub(super) fn places_found(&self, wanted: &Wanted) -> Result<Option<Vec<i64>>> {
        if wanted.plain {
            return Ok(None);
        }
        let mut found = self.every(wanted)?;
        found.reverse();
        Ok(Some(found))
    }

    /// Figures by their numbers: those of a page, and how many there are. `found`: see [`Reader::places_found`].
    pub(super) fn by_number(
        &self,
        filter: &Filter,
        further: &Further,
        found: Option<&[i64]>,
        limit: u32,
    ) -> Result<(Vec<i64>, usize)> {
        let (index, number, by, bound) = match filter.order {
            Order::Most => (
                "claim_most",
                "coalesce(high, low)",
                "n DESC, place DESC",
                "coalesce(high, low) >= :least",
            ),
            _ => (
                "claim_least",
                "coalesce(low, high)",
                "n, place DESC",
                "coalesce(low, high) <= :most",
            ),
        };
        let within = match further.people {
            Some(_) => format!("{WITHIN} AND {bound}"),
            None => "1 OR :least OR :most".into(),
        };
        let people = further.people.unwrap_or(People {
            least: 0,
            most: i64::MAX,
        });
        let mut window = Window::new(filter.page, limit, limit == PAGE);
        match found {
            // counted elsewhere
            None => window.counts = !further.is_nothing() && limit == PAGE,
            Some(found) if found.len() <= FEW => {
                let sql = format!(
                    "SELECT place, {number} AS n FROM claim WHERE id IN (SELECT value & {} FROM json_each(:among)) AND ({within})
                     ORDER BY {by}",
                    place::DATED - 1
                );
                let mut statement = self.connection.prepare_cached(&sql)?;
                let values = named_params! {":least": people.least, ":most": people.most, ":among": json(found)};
                let mut rows = statement.query(values)?;
                while let Some(row) = rows.next()? {
                    let place = row.get(0)?;
                    if self.is_let_through(further, place)? {
                        window.take(place::claim_of(place));
                    }
                }
                return Ok((window.rows, window.seen));
            }
            Some(_) => {}
        }
        let total = found.filter(|_| further.is_nothing()).map(<[i64]>::len);
        window.counts = window.counts && total.is_none();
        // each class comes out of the index in order; SQLite merges them as they come
        let of_class = |effect: &Effect| {
            format!(
                "SELECT place, {number} AS n FROM claim INDEXED BY {index}
                 WHERE kind = 'figure' AND place IS NOT NULL AND class = '{effect}' AND ({within})"
            )
        };
        let effects = Effect::ALL
            .iter()
            .filter(|&&effect| filter.effect.is_none_or(|only| only == effect));
        let all: Vec<String> = effects.map(of_class).collect();
        let sql = format!("{} ORDER BY {by}", all.join(" UNION ALL "));
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(named_params! {":least": people.least, ":most": people.most})?;
        while let Some(row) = rows.next()? {
            let place: i64 = row.get(0)?;
            let fits = found.is_none_or(|found| found.binary_search(&place).is_ok());
            if fits && self.is_let_through(further, place)? && !window.take(place::claim_of(place)) {
                break;
            }
        }
        Ok((window.rows, total.unwrap_or(window.seen)))
    }

    /// Counts figures of some numbers of people by effect.
    pub(super) fn by_class(&self, only: Option<Effect>, people: People, counts: &mut Classes) -> Result<()> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT place & 15, count(*) FROM claim INDEXED BY claim_least
             WHERE kind = 'figure' AND place IS NOT NULL AND class IN ({}) AND {WITHIN} AND coalesce(low, high) <= :most
             GROUP BY class",
            classes(only)
        ))?;
        let mut rows = statement.query(named_params! {":least": people.least, ":most": people.most})?;
        while let Some(row) = rows.next()? {
            if let Some(class) = place::class_of(row.get(0)?) {
                counts.insert(class, row.get(1)?);
            }
        }
        Ok(())
    }
}

/// The classes of figures, or the one that is asked for, for an SQL list.
fn classes(only: Option<Effect>) -> String {
    let all = Effect::ALL
        .iter()
        .filter(|&&effect| only.is_none_or(|only| only == effect));
    let all: Vec<String> = all.map(|effect| format!("'{effect}'")).collect();
    all.join(", ")
}
