//! Days in a column of a table: `05/06/2024` is told by the other rows.
//!
//! Whether the day or the month stands first is said once for each column, by the values that can be read in one way alone: a
//! part over 12, a weekday that fits. Where none says it, or some say one and some the other, no day is guessed.

use super::day;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Something about an upload that a person should know although it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The part of the upload it is about, by its name; `None`: all of it.
    pub member: Option<String>,
    /// What it is.
    pub what: Remark,
}

/// What a person should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// Dates from which no day was taken.
    Dates {
        /// The column's name.
        column: String,
        /// So many articles have no date for it.
        count: usize,
        /// The first of them as it stands there.
        first: String,
        /// Why.
        why: WhyNoDay,
    },
}

/// Why no day was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyNoDay {
    /// Either number can be the month, and no row says which it is.
    TwoWays,
    /// The same, and some rows have the day first, some the month.
    Mixed,
    /// It is no day as it is written.
    NotUnderstood,
}

impl std::fmt::Display for Notice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(member) = &self.member {
            write!(f, "{member}: ")?;
        }
        let Remark::Dates {
            column,
            count,
            first,
            why,
        } = &self.what;
        let articles = match count {
            1 => "One article has".to_owned(),
            n => format!("{n} articles have"),
        };
        write!(f, "{articles} no date, since ")?;
        match why {
            WhyNoDay::TwoWays => write!(
                f,
                "“{first}” and its like in the column “{column}” can be read in two ways, and no row says whether the day or the \
                 month stands first."
            )?,
            WhyNoDay::Mixed => write!(
                f,
                "“{first}” and its like in the column “{column}” can be read in two ways: other rows have now the day, now the \
                 month first."
            )?,
            WhyNoDay::NotUnderstood => write!(f, "“{first}” in the column “{column}” is not understood as a day.")?,
        }
        write!(
            f,
            " Give the date on the article’s page, or write days like 2024-06-05 in the table and add it in place of this one."
        )
    }
}

/// The days of a table's rows, until all rows are known.
#[derive(Default)]
pub(super) struct Days {
    columns: BTreeMap<&'static str, Votes>,
}

/// What the values of a column say of the order in it.
#[derive(Default)]
struct Votes {
    day_first: bool,
    month_first: bool,
}

impl Votes {
    fn choose(&self, day_first: Date, month_first: Date) -> Result<Date, WhyNoDay> {
        match (self.day_first, self.month_first) {
            (true, false) => Ok(day_first),
            (false, true) => Ok(month_first),
            (true, true) => Err(WhyNoDay::Mixed),
            (false, false) => Err(WhyNoDay::TwoWays),
        }
    }
}

impl Days {
    /// Takes note of a value.
    pub(super) fn see(&mut self, column: &'static str, words: &str) {
        let votes = self.columns.entry(column).or_default();
        match day::both(words) {
            (Some(_), None) => votes.day_first = true,
            (None, Some(_)) => votes.month_first = true,
            _ => {}
        }
    }

    /// The day that a value says, now that all are known.
    pub(super) fn day(&self, column: &'static str, words: &str) -> Result<Date, WhyNoDay> {
        let whole = words.get(..10).and_then(|day| day.replace('/', "-").parse().ok());
        if let Some(day) = whole.or_else(|| day::parse(words)) {
            return Ok(day);
        }
        match day::both(words) {
            (Some(day_first), Some(month_first)) => match self.columns.get(column) {
                Some(votes) => votes.choose(day_first, month_first),
                None => Votes::default().choose(day_first, month_first),
            },
            (day, other) => day.or(other).ok_or(WhyNoDay::NotUnderstood),
        }
    }
}

/// Counts what could not be taken.
#[derive(Default)]
pub(super) struct Missed(Vec<Remark>);

impl Missed {
    /// One more.
    pub(super) fn add(&mut self, column: &'static str, words: &str, why: WhyNoDay) {
        for Remark::Dates {
            column: of,
            count,
            why: because,
            ..
        } in &mut self.0
        {
            if (of.as_str(), *because) == (column, why) {
                *count += 1;
                return;
            }
        }
        self.0.push(Remark::Dates {
            column: column.to_owned(),
            count: 1,
            first: words.chars().take(40).collect(),
            why,
        });
    }

    /// What is to be told of it.
    pub(super) fn notices(self, member: Option<&str>) -> impl Iterator<Item = Notice> {
        let member = member.map(str::to_owned);
        self.0.into_iter().map(move |what| Notice {
            member: member.clone(),
            what,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn days(values: &[&str]) -> Vec<Result<Date, WhyNoDay>> {
        let mut days = Days::default();
        values.iter().for_each(|words| days.see("date", words));
        values.iter().map(|words| days.day("date", words)).collect()
    }

    #[test]
    fn a_column_says_what_stands_first() {
        let (june, may) = (Ok(date(2024, 6, 5)), Ok(date(2024, 5, 6)));
        assert_eq!(days(&["05/06/2024", "13/06/2024"])[0], june);
        assert_eq!(days(&["05/06/2024", "06/13/2024"])[0], may);
        assert_eq!(days(&["5.6.2024 10:15", "30.4.2024 08:00"])[0], june);
        assert_eq!(days(&["Wednesday 05/06/2024", "05/06/2024"]), [june, june]);
        // a day that is its own month says nothing, and neither does what is no such day
        assert_eq!(
            days(&["05/06/2024", "05/05/2024", "3 May 2024"])[0],
            Err(WhyNoDay::TwoWays)
        );
        assert_eq!(days(&["05/06/2024", "2024-06-13"])[0], Err(WhyNoDay::TwoWays));
        assert_eq!(
            days(&["05/06/2024", "13/06/2024", "06/13/2024"]),
            [Err(WhyNoDay::Mixed), Ok(date(2024, 6, 13)), Ok(date(2024, 6, 13))]
        );
        assert_eq!(days(&["4/30/24", "soon"]), [Err(WhyNoDay::NotUnderstood); 2]);
    }

    #[test]
    fn columns_are_apart() {
        let mut days = Days::default();
        days.see("created", "13/06/2024");
        days.see("date", "05/06/2024");
        assert_eq!(days.day("date", "05/06/2024"), Err(WhyNoDay::TwoWays));
        assert_eq!(days.day("created", "05/06/2024"), Ok(date(2024, 6, 5)));
    }

    #[test]
    fn what_was_missed_is_told_once_with_its_number() {
        let mut missed = Missed::default();
        missed.add("date", "05/06/2024", WhyNoDay::TwoWays);
        missed.add("date", "06/07/2024", WhyNoDay::TwoWays);
        missed.add("date", "soon", WhyNoDay::NotUnderstood);
        let told: Vec<String> = missed.notices(Some("a.csv")).map(|notice| notice.to_string()).collect();
        assert_eq!(told.len(), 2);
        assert!(
            told[0].starts_with("a.csv: 2 articles have no date, since “05/06/2024” and its like"),
            "{}",
            told[0]
        );
        assert!(
            told[1].starts_with("a.csv: One article has no date, since “soon”"),
            "{}",
            told[1]
        );
    }
}
