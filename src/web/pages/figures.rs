//! All figures, filtered and sorted.

use crate::{
    claim::{Effect, Modality},
    store::{self, Copies, Earlier, Effects, FigureRow, Filter, Order, Reader, Total},
    web::{
        AppState,
        csv::{Table, article, joined, optional, source, time, via},
        error::Problem,
        filter::{self, Asked, List, Listing, State},
        frame::{self, Frame, Here},
        input::{Fields, Site},
        json,
        plot::Plot,
        show,
    },
};
use askama::Template;
use axum::{extract, response::Response};

#[derive(Template)]
#[template(path = "figures.html")]
struct FiguresPage {
    frame: Frame,
    list: Listing<FigureRow>,
    effects: Effects,
    plot: Option<Plot>,
    /// What stands out of all rows of the filter: a word, and its row.
    outstanding: Vec<Outstanding>,
    /// For each row: where an earlier print of the same report has it too.
    earlier: Vec<Option<Earlier>>,
}

impl FiguresPage {
    fn repeats(&self) -> u32 {
        self.earlier.iter().flatten().count() as u32
    }

    fn earlier(&self, row: &usize) -> Option<&Earlier> {
        self.earlier.get(*row)?.as_ref()
    }
}

/// `GET /figures`
pub(crate) async fn show(extract::State(state): extract::State<AppState>, fields: Fields) -> Result<Response, Problem> {
    let asked = Asked::read(List::Figures, fields);
    let (list, counted) = Listing::ask_more(&state.store, asked, |r, f| r.figures_and_effects(f)).await?;
    let (mut effects, mut outstanding, mut earlier) = (Vec::new(), Vec::new(), Vec::new());
    if list.state == State::Rows {
        let (filter, total, rows) = (list.asked.filter.clone(), list.total, list.rows.clone());
        ((effects, outstanding), earlier) = state
            .store
            .read(move |reader| Ok((outline(reader, &filter, total, counted)?, reader.earlier_prints(&rows)?)))
            .await?;
    }
    let plot = Plot::of(&list.rows);
    Ok(frame::send(
        list.status(),
        &FiguresPage {
            frame: Frame::of(Here::Figures),
            list,
            effects,
            plot,
            outstanding,
            earlier,
        },
    ))
}

/// The effects of all rows with their counts (`counted`: if the list has told them); and, where there are several rows of one effect, those at the ends: the lowest
/// of the displaced and the highest of the dead would not be of one scale.
fn outline(reader: &Reader<'_>, filter: &Filter, total: Total, counted: Option<Effects>) -> store::Result<Outline> {
    let effects = match (filter.effect, counted) {
        (Some(only), _) => vec![(only, total)],
        (None, Some(counted)) => counted,
        (None, None) => reader.effects(filter)?,
    };
    let mut outstanding = Vec::new();
    if let [(_, Total { n: 2.., .. })] = effects[..] {
        let (lowest, highest) = reader.extremes(filter)?;
        let latest = reader.first_figure(&Filter {
            order: Order::Newest,
            ..filter.clone()
        })?;
        let named = [("Lowest", lowest), ("Highest", highest), ("Latest", latest)];
        outstanding.extend(named.into_iter().filter_map(|(word, row)| Some((word, row?))));
        // of one day, none is the latest
        let days: Vec<_> = outstanding.iter().map(|(_, row)| row.article.date).collect();
        if days.iter().all(|day| *day == days[0]) {
            outstanding.pop();
        }
    }
    Ok((effects, outstanding))
}

/// A word for what stands out, and its row.
type Outstanding = (&'static str, FigureRow);
type Outline = (Effects, Vec<Outstanding>);

/// `GET /figures.json`
pub(crate) async fn json(extract::State(state): extract::State<AppState>, fields: Fields) -> Result<Response, Problem> {
    let rows = filter::all(&state.store, &Asked::read(List::Figures, fields), |r, f| r.figures(f)).await?;
    json::send(&json::Rows::<json::Figure<'_>>::from(rows.as_slice()))
}

const COLUMNS: &[&str] = &[
    "address",
    "article_id",
    "article_title",
    "article_opening",
    "article_date",
    "outlet",
    "number",
    "number_start",
    "number_end",
    "low",
    "high",
    "hedge",
    "hedge_words",
    "effect",
    "trigger",
    "group",
    "modality",
    "evidence",
    "source",
    "source_name",
    "source_role",
    "source_id",
    "source_start",
    "source_end",
    "via",
    "via_names",
    "said_words",
    "said_date",
    "said_precision",
    "when_words",
    "when_date",
    "when_precision",
    "change",
    "part_of",
    "repeats",
    "rule",
];

/// `GET /figures.csv`
pub(crate) async fn csv(
    extract::State(state): extract::State<AppState>,
    site: Site,
    fields: Fields,
) -> Result<Response, Problem> {
    let rows = filter::all(&state.store, &Asked::read(List::Figures, fields), |r, f| r.figures(f)).await?;
    let mut table = Table::new(COLUMNS);
    for f in &rows {
        let (said, when) = (time(&f.said), time(&f.when));
        let mut cells = vec![site.address(&show::place(f.article.id, &f.anchor))];
        cells.extend(article(&f.article));
        cells.extend([
            f.number.words.clone(),
            f.number.at.start.to_string(),
            f.number.at.end.to_string(),
            optional(&f.low),
            optional(&f.high),
            f.hedge.to_string(),
            joined(&f.hedge_words),
            f.effect.to_string(),
            joined(&f.trigger),
            f.group.as_ref().map(|w| w.words.clone()).unwrap_or_default(),
            f.modality.to_string(),
            joined(&f.evidence),
        ]);
        cells.extend(source(&f.source));
        cells.extend(via(&f.via));
        cells.extend(said);
        cells.extend(when);
        cells.extend([
            optional(&f.change),
            f.part_of.clone().unwrap_or_default(),
            f.repeats.clone().unwrap_or_default(),
            f.rule.clone(),
        ]);
        table.row(cells)?;
    }
    table.send("figures.csv")
}
