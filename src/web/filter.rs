//! The filter of a list: from its address, back into its form, and into the addresses of other pages of the same list.

use super::{error::Problem, input::Fields, show};
use crate::{
    claim::{Effect, QuoteKind, SourceKind},
    store::{COUNTED, Copies, Filter, Order, PAGE, Page, Reader, Store, Total, Totals},
};
use axum::http::StatusCode;
use jiff::civil::Date;
use std::str::FromStr;

/// Which list it is: each knows some of the fields and some of the orders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum List {
    /// `/articles`
    Articles,
    /// `/figures`
    Figures,
    /// `/quotes`
    Quotes,
    /// `/sources`
    Sources,
}

impl List {
    /// Its address.
    pub(crate) fn path(self) -> &'static str {
        match self {
            List::Articles => "/articles",
            List::Figures => "/figures",
            List::Quotes => "/quotes",
            List::Sources => "/sources",
        }
    }

    fn orders(self) -> &'static [(&'static str, Order)] {
        const NEWEST: (&str, Order) = ("newest", Order::Newest);
        const OLDEST: (&str, Order) = ("oldest", Order::Oldest);
        match self {
            List::Articles => &[NEWEST, OLDEST, ("name", Order::Name)],
            List::Figures => &[NEWEST, OLDEST, ("most", Order::Most), ("least", Order::Least)],
            List::Quotes => &[NEWEST, OLDEST],
            List::Sources => &[
                ("most", Order::Most),
                ("quotes", Order::Quotes),
                ("figures", Order::Figures),
                ("name", Order::Name),
                NEWEST,
                OLDEST,
            ],
        }
    }

    /// Names of its fields in the address, without `page` and `sort`.
    fn fields(self) -> &'static [&'static str] {
        match self {
            List::Articles => &["article", "source", "source_id", "after", "before"],
            List::Figures => &[
                "effect",
                "source",
                "source_id",
                "article",
                "article_id",
                "after",
                "before",
                "least",
                "most",
                "copies",
            ],
            List::Quotes => &[
                "kind",
                "source",
                "source_id",
                "article",
                "article_id",
                "after",
                "before",
            ],
            List::Sources => &["kind", "named", "source", "article", "article_id", "after", "before"],
        }
    }
}

/// A field that could not be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wrong {
    /// Its name in the form.
    pub field: &'static str,
    /// What would be understood.
    pub message: String,
}

/// What somebody asked of a list.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// Of which list.
    pub list: List,
    /// Understood, as far as it could be.
    pub filter: Filter,
    /// What could not be.
    pub wrong: Vec<Wrong>,
    /// Names in the address that this list does not know, or that come more than once: no row is left out for them.
    pub unknown: Vec<String>,
    /// The name of the source that the filter names by its number.
    source_name: Option<String>,
    /// The title of the article that the filter names by its number.
    article_name: Option<String>,
    fields: Fields,
}

impl Asked {
    /// Reads the fields that this list knows; the names of others are kept, to be told.
    pub(crate) fn read(list: List, fields: Fields) -> Asked {
        let mut wrong = Vec::new();
        let value = |name: &str| {
            if list.fields().contains(&name) {
                fields.get(name)
            } else {
                ""
            }
        };
        let words = |name: &str| Some(value(name).to_owned()).filter(|v| !v.is_empty());
        let mut filter = Filter {
            source: words("source"),
            article: words("article"),
            source_id: number_of("source_id", value("source_id"), &mut wrong),
            article_id: number_of("article_id", value("article_id"), &mut wrong),
            named: named(value("named"), &mut wrong),
            effect: one_of("effect", value("effect"), Effect::ALL, &mut wrong),
            after: date("after", value("after"), &mut wrong),
            before: date("before", value("before"), &mut wrong),
            least: people("least", value("least"), &mut wrong),
            most: people("most", value("most"), &mut wrong),
            copies: copies(value("copies"), &mut wrong),
            page: page(fields.get("page"), &mut wrong),
            ..Filter::default()
        };
        match list {
            List::Quotes => filter.kind = one_of("kind", value("kind"), QuoteKind::ALL, &mut wrong),
            List::Sources => filter.source_kind = one_of("kind", value("kind"), SourceKind::ALL, &mut wrong),
            List::Articles | List::Figures => {}
        }
        filter.order = match (fields.get("sort"), list.orders()) {
            ("", orders) => orders[0].1,
            (sort, orders) => orders
                .iter()
                .find(|(name, _)| *name == sort)
                .map(|(_, order)| *order)
                .unwrap_or_else(|| {
                    let known: Vec<&str> = orders.iter().map(|(name, _)| *name).collect();
                    wrong.push(Wrong {
                        field: "sort",
                        message: format!("This list can be sorted by: {}.", known.join(", ")),
                    });
                    orders[0].1
                }),
        };
        if let (Some(after), Some(before)) = (filter.after, filter.before)
            && after > before
        {
            wrong.push(Wrong {
                field: "before",
                message: "This day is before the first one.".into(),
            });
        }
        if let (Some(least), Some(most)) = (filter.least, filter.most)
            && least > most
        {
            wrong.push(Wrong {
                field: "most",
                message: "This number is below the first one.".into(),
            });
        }
        let unknown = fields.unlike(|name| list.fields().contains(&name) || matches!(name, "sort" | "page"));
        Asked {
            list,
            filter,
            wrong,
            unknown,
            source_name: None,
            article_name: None,
            fields,
        }
    }

    /// The names that were not understood, as a sentence needs them; at most five, and each shortened.
    pub(crate) fn not_understood(&self) -> Option<String> {
        let names: Vec<String> = self
            .unknown
            .iter()
            .take(5)
            .map(|name| show::shortened(name, 40))
            .collect();
        let more = if self.unknown.len() > names.len() {
            " and others"
        } else {
            ""
        };
        (!names.is_empty()).then(|| format!("Not understood: {}{more}.", names.join(", ")))
    }

    /// What stands in a field of the form.
    pub(crate) fn value(&self, name: &str) -> &str {
        self.fields.get(name)
    }

    /// What is wrong with a field of the form.
    pub(crate) fn wrong_with(&self, name: &str) -> Option<&str> {
        self.wrong.iter().find(|w| w.field == name).map(|w| w.message.as_str())
    }

    /// Whether any row could be left out.
    pub(crate) fn is_filtered(&self) -> bool {
        self.list.fields().iter().any(|name| !self.value(name).is_empty())
    }

    /// The page, from 1.
    pub(crate) fn page(&self) -> u32 {
        self.filter.page.max(1)
    }

    /// The same rows in another form (`.csv`, `.json`), all of them.
    pub(crate) fn as_file(&self, ending: &str) -> String {
        self.address(&format!("{}{ending}", self.list.path()), &[("page", "")])
    }

    /// Another page of the same rows.
    pub(crate) fn at_page(&self, page: u32) -> String {
        let page = if page <= 1 { String::new() } else { page.to_string() };
        self.address(self.list.path(), &[("page", &page)])
    }

    /// The same rows in another order.
    pub(crate) fn sorted(&self, sort: &str) -> String {
        self.address(self.list.path(), &[("page", ""), ("sort", sort)])
    }

    /// The same rows, with one field otherwise.
    pub(crate) fn with(&self, name: &str, value: &str) -> String {
        self.address(self.list.path(), &[("page", ""), (name, value)])
    }

    /// Whether the rows are in this order.
    pub(crate) fn is_sorted(&self, sort: &str) -> bool {
        self.list
            .orders()
            .iter()
            .any(|(name, order)| *name == sort && *order == self.filter.order)
    }

    fn address(&self, path: &str, changed: &[(&str, &str)]) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        for name in self.list.fields().iter().chain(&["sort", "page"]) {
            let value = changed
                .iter()
                .find(|(n, _)| n == name)
                .map_or_else(|| self.value(name), |(_, v)| v);
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        match query.finish() {
            query if query.is_empty() => path.to_owned(),
            query => format!("{path}?{query}"),
        }
    }

    /// The filter in words, a part each: `killed`, `from 1 Mar 2025`.
    pub(crate) fn in_words(&self) -> Vec<String> {
        let f = &self.filter;
        let mut words = Vec::new();
        words.extend(f.effect.map(|e| e.to_string()));
        words.extend(f.kind.map(|k| k.to_string()));
        words.extend(f.source_kind.map(|k| show::source_kind(k, false).to_owned()));
        words.extend(f.named.map(|named| if named { "named" } else { "unnamed" }.to_owned()));
        words.extend(
            f.source
                .as_ref()
                .map(|s| format!("source “{}”", show::shortened(s, 60))),
        );
        words.extend(f.source_id.map(|id| match &self.source_name {
            Some(name) => format!("this source: {}", show::shortened(name, 60)),
            None => format!("source no. {id}, which is not there"),
        }));
        words.extend(
            f.article
                .as_ref()
                .map(|s| format!("article or outlet “{}”", show::shortened(s, 60))),
        );
        words.extend(f.article_id.map(|id| match &self.article_name {
            Some(name) => format!("this article: {}", show::shortened(name, 60)),
            None => format!("article no. {id}, which is not there"),
        }));
        words.extend(f.after.map(|d| format!("dated {} or later", show::day(&d))));
        words.extend(f.before.map(|d| format!("dated {} or earlier", show::day(&d))));
        words.extend(f.least.map(|n| format!("{} or more people", show::count(n))));
        words.extend(f.most.map(|n| format!("{} or fewer people", show::count(n))));
        words.extend(f.copies.map(|copies| match copies {
            Copies::Hide => "each report once".to_owned(),
            Copies::Only => "only repeats of an earlier print".to_owned(),
        }));
        words
    }
}

fn one_of<T: Copy + FromStr + std::fmt::Display>(
    field: &'static str,
    value: &str,
    all: &[T],
    wrong: &mut Vec<Wrong>,
) -> Option<T> {
    if value.is_empty() {
        return None;
    }
    let found = value.parse().ok();
    if found.is_none() {
        let known: Vec<String> = all.iter().map(T::to_string).collect();
        wrong.push(Wrong {
            field,
            message: format!("Choose one of: {}.", known.join(", ")),
        });
    }
    found
}

fn copies(value: &str, wrong: &mut Vec<Wrong>) -> Option<Copies> {
    match value {
        "" => None,
        "hide" => Some(Copies::Hide),
        "only" => Some(Copies::Only),
        _ => {
            wrong.push(Wrong {
                field: "copies",
                message: "Choose one of: hide, only.".into(),
            });
            None
        }
    }
}

fn named(value: &str, wrong: &mut Vec<Wrong>) -> Option<bool> {
    match value {
        "" => None,
        "yes" => Some(true),
        "no" => Some(false),
        _ => {
            wrong.push(Wrong {
                field: "named",
                message: "Choose one of: yes, no.".into(),
            });
            None
        }
    }
}

fn number_of(field: &'static str, value: &str, wrong: &mut Vec<Wrong>) -> Option<i64> {
    if value.is_empty() {
        return None;
    }
    let found = super::input::id(value);
    if found.is_none() {
        wrong.push(Wrong {
            field,
            message: "This is a whole number, as it stands in the page's address.".into(),
        });
    }
    found
}

/// A day that the calendar has, written `2025-04-30`.
pub(crate) fn day_of(value: &str) -> Option<Date> {
    let shape = value.len() == 10
        && value.bytes().enumerate().all(|(i, b)| {
            if i == 4 || i == 7 {
                b == b'-'
            } else {
                b.is_ascii_digit()
            }
        });
    value.parse::<Date>().ok().filter(|date| shape && date.year() >= 1)
}

fn date(field: &'static str, value: &str, wrong: &mut Vec<Wrong>) -> Option<Date> {
    if value.is_empty() {
        return None;
    }
    let found = day_of(value);
    if found.is_none() {
        wrong.push(Wrong {
            field,
            message: "Write the day like 2025-04-30.".into(),
        });
    }
    found
}

/// Digits, with or without the marks that people group them with.
fn people(field: &'static str, value: &str, wrong: &mut Vec<Wrong>) -> Option<u64> {
    if value.is_empty() {
        return None;
    }
    let digits: String = value
        .chars()
        .filter(|c| {
            !matches!(
                c,
                ',' | '.' | ' ' | '\'' | '’' | '_' | '\u{a0}' | '\u{202f}' | '\u{2009}'
            )
        })
        .collect();
    // SQLite's integers have a sign
    let found = digits
        .parse::<i64>()
        .ok()
        .filter(|_| digits.bytes().all(|b| b.is_ascii_digit()));
    if found.is_none() {
        wrong.push(Wrong {
            field,
            message: "Write a whole number, such as 4700 or 4,700.".into(),
        });
    }
    found.and_then(|n| u64::try_from(n).ok())
}

fn page(value: &str, wrong: &mut Vec<Wrong>) -> u32 {
    match value {
        "" => 1,
        _ => match value
            .parse::<u32>()
            .ok()
            .filter(|&page| page > 0 && page <= u32::MAX / PAGE)
        {
            Some(page) => page,
            None => {
                wrong.push(Wrong {
                    field: "page",
                    message: "Pages are counted from 1.".into(),
                });
                1
            }
        },
    }
}

/// A question that a list asks the store.
pub(crate) type Question<T> = for<'r, 'c, 'f> fn(&'r Reader<'c>, &'f Filter) -> crate::store::Result<Page<T>>;

/// What a list page has to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// A field could not be understood.
    Wrong,
    /// No article is stored.
    Empty,
    /// Articles are stored, nothing of this kind was found in them.
    NoneFound,
    /// The filter leaves nothing.
    NoMatch,
    /// The page asked for is behind the last.
    Beyond,
    /// Rows.
    Rows,
}

/// One page of a list, with what its page says around it.
#[derive(Debug)]
pub(crate) struct Listing<T> {
    /// What was asked.
    pub asked: Asked,
    /// The rows of this page.
    pub rows: Vec<T>,
    /// How many there are.
    pub total: Total,
    /// What there is to show.
    pub state: State,
}

impl<T: Send + 'static> Listing<T> {
    /// Asks the store, unless what was asked is wrong.
    ///
    /// # Errors
    /// If the store does not answer.
    pub(crate) async fn ask(store: &Store, asked: Asked, question: Question<T>) -> Result<Listing<T>, Problem> {
        let (list, ()) =
            Self::ask_more(store, asked, move |reader, filter| Ok((question(reader, filter)?, ()))).await?;
        Ok(list)
    }

    /// As [`Listing::ask`], for an answer that tells more than the rows.
    ///
    /// # Errors
    /// If the store does not answer.
    pub(crate) async fn ask_more<M: Default + Send + 'static>(
        store: &Store,
        mut asked: Asked,
        question: impl FnOnce(&Reader<'_>, &Filter) -> crate::store::Result<(Page<T>, M)> + Send + 'static,
    ) -> Result<(Listing<T>, M), Problem> {
        if !asked.wrong.is_empty() {
            let list = Listing {
                asked,
                rows: Vec::new(),
                total: Total::from(0),
                state: State::Wrong,
            };
            return Ok((list, M::default()));
        }
        let filter = asked.filter.clone();
        let (page, more, totals, source_name, article_name) = store
            .read(move |reader| {
                let (page, more) = question(reader, &filter)?;
                let totals = if page.total == 0 {
                    reader.totals()?
                } else {
                    Totals::default()
                };
                let named = |id| Filter {
                    source_id: Some(id),
                    ..Filter::default()
                };
                let source = filter.source_id.map(|id| reader.sources(&named(id))).transpose()?;
                let source = source.and_then(|page| page.rows.into_iter().next());
                let alone = |id| Filter {
                    article_id: Some(id),
                    ..Filter::default()
                };
                let article = filter.article_id.map(|id| reader.articles(&alone(id))).transpose()?;
                let article = article.and_then(|page| page.rows.into_iter().next());
                Ok((
                    page,
                    more,
                    totals,
                    source.map(|s| s.name),
                    article.map(|a| show::title(&a.article)),
                ))
            })
            .await?;
        asked.source_name = source_name;
        asked.article_name = article_name;
        let state = if !page.rows.is_empty() {
            State::Rows
        } else if page.total > 0 {
            State::Beyond
        } else if totals.articles == 0 {
            State::Empty
        } else if asked.is_filtered() {
            State::NoMatch
        } else {
            State::NoneFound
        };
        let list = Listing {
            asked,
            total: page.counted(),
            rows: page.rows,
            state,
        };
        Ok((list, more))
    }

    /// The status of its page.
    pub(crate) fn status(&self) -> StatusCode {
        match self.state {
            State::Wrong => StatusCode::BAD_REQUEST,
            State::Beyond => StatusCode::NOT_FOUND,
            _ => StatusCode::OK,
        }
    }

    /// `51 to 100 of 20,000+`
    pub(crate) fn range(&self) -> String {
        let first = (self.asked.page() - 1) * PAGE + 1;
        let last = first + (self.rows.len() as u32).saturating_sub(1);
        format!(
            "{} to {} of {}",
            show::count(first),
            show::count(last),
            show::total(self.total)
        )
    }

    /// The last page that is known of.
    pub(crate) fn pages(&self) -> u32 {
        self.total.n.div_ceil(PAGE).max(1)
    }

    /// `17`, or `400+` where counting stopped.
    pub(crate) fn pages_written(&self) -> String {
        format!(
            "{}{}",
            show::count(self.pages()),
            if self.total.more { "+" } else { "" }
        )
    }

    /// Whether there is a page after this one.
    pub(crate) fn has_next(&self) -> bool {
        self.rows.len() as u32 == PAGE && (self.asked.page() < self.pages() || self.total.more)
    }
}

/// All rows of a filter, for a file.
///
/// # Errors
/// If a field is wrong or none of the list's, if there are [`COUNTED`] rows or more (a file that ends early without saying so would be worse),
/// or if the store does not answer.
pub(crate) async fn all<T: Send + 'static>(
    store: &Store,
    asked: &Asked,
    question: Question<T>,
) -> Result<Vec<T>, Problem> {
    if let Some(wrong) = asked.wrong.first() {
        return Err(Problem::new(
            StatusCode::BAD_REQUEST,
            "The filter was not understood",
            format!("{}: {}", wrong.field, wrong.message),
        )
        .way("The list with its form", asked.at_page(1)));
    }
    if let Some(unknown) = asked.not_understood() {
        return Err(Problem::new(
            StatusCode::BAD_REQUEST,
            "The filter was not understood",
            format!(
                "{unknown} This list has each of these once at most: {}, sort.",
                asked.list.fields().join(", ")
            ),
        )
        .way("The list with its form", asked.at_page(1)));
    }
    let mut filter = asked.filter.clone();
    let rows = store
        .read(move |reader| {
            let mut rows = Vec::new();
            filter.page = 1;
            loop {
                let mut page = question(reader, &filter)?;
                if page.total.max(rows.len() as u32) >= COUNTED {
                    return Ok(None);
                }
                let last = page.rows.len() < PAGE as usize;
                rows.append(&mut page.rows);
                if last {
                    return Ok(Some(rows));
                }
                filter.page += 1;
            }
        })
        .await?;
    rows.ok_or_else(|| {
        Problem::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "More rows than one file holds",
            format!(
                "These are {} rows or more. A file holds fewer, and none is cut short without saying so: choose dates or \
                 other limits in the list, and take the rows away in parts.",
                show::count(COUNTED)
            ),
        )
        .way("The list with its form", asked.at_page(1))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(list: List, query: &str) -> Asked {
        Asked::read(list, Fields::parse(query.as_bytes()))
    }

    #[test]
    fn a_filter_is_read_and_written_back() {
        let query = "effect=killed&source=the+ministry&after=2025-03-01&least=4%2C700&sort=most&page=3";
        let asked = asked(List::Figures, query);
        assert!(asked.wrong.is_empty(), "{:?}", asked.wrong);
        assert_eq!(asked.not_understood(), None);
        assert_eq!(asked.filter.effect, Some(Effect::Killed));
        assert_eq!(asked.filter.least, Some(4700));
        assert_eq!(asked.filter.order, Order::Most);
        assert_eq!(asked.page(), 3);
        assert_eq!(asked.at_page(3), format!("/figures?{query}"));
        assert_eq!(
            asked.as_file(".csv"),
            "/figures.csv?effect=killed&source=the+ministry&after=2025-03-01&least=4%2C700&sort=most"
        );
        assert_eq!(asked.in_words().len(), 4);
    }

    #[test]
    fn each_wrong_field_is_named() {
        for (query, field) in [
            ("effect=dead", "effect"),
            ("after=1+March", "after"),
            ("before=2025-02-30", "before"),
            ("before=-000001-01-01", "before"),
            ("after=2025-02-03T10:00", "after"),
            ("least=many", "least"),
            ("most=-1", "most"),
            ("least=99999999999999999999", "least"),
            ("least=%2B5", "least"),
            ("source_id=x", "source_id"),
            ("article_id=0", "article_id"),
            ("page=0", "page"),
            ("page=4294967295", "page"),
            ("sort=random", "sort"),
            ("after=2025-03-02&before=2025-03-01", "before"),
            ("least=5&most=4", "most"),
        ] {
            let asked = asked(List::Figures, query);
            assert_eq!(
                asked.wrong.iter().map(|w| w.field).collect::<Vec<_>>(),
                [field],
                "{query}"
            );
        }
    }

    #[test]
    fn what_a_list_does_not_know_is_told() {
        let asked = asked(List::Quotes, "effect=dead&utm_source=x&kind=direct&kind=direct&least=1");
        assert!(asked.wrong.is_empty());
        assert_eq!(
            asked.unknown,
            ["effect", "utm_source", "kind (more than once)", "least"]
        );
        assert_eq!(asked.filter.kind, Some(QuoteKind::Direct));
        assert_eq!(asked.filter.least, None);
        assert_eq!(asked.at_page(1), "/quotes?kind=direct");
    }

    #[test]
    fn kinds_mean_what_the_list_holds() {
        assert_eq!(
            asked(List::Sources, "kind=person").filter.source_kind,
            Some(SourceKind::Person)
        );
        assert_eq!(asked(List::Sources, "kind=direct").wrong.len(), 1);
        assert_eq!(asked(List::Sources, "").filter.order, Order::Most);
    }
}
