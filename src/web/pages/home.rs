//! The start page: the form, totals, the newest articles; a greeting while nothing is stored.

use super::upload::UploadForm;
use crate::{
    claim::Modality,
    store::{ArticleRow, FigureRow, Filter, Reader, Result, Totals},
    web::{
        AppState,
        error::Problem,
        frame::{self, Frame},
        show,
    },
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

/// How many articles are shown with their figures.
const NEWEST: usize = 6;
/// How many figures of each.
const FIGURES: usize = 4;
/// How many speakers of each.
const SPEAKERS: usize = 3;

#[derive(Template)]
#[template(path = "welcome.html")]
struct WelcomePage {
    frame: Frame,
    form: UploadForm,
    /// How many deleted articles can be brought back.
    deleted: u32,
    /// What has to be known of the file.
    notices: Vec<String>,
}

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage {
    frame: Frame,
    form: UploadForm,
    totals: Totals,
    newest: Vec<Newest>,
    /// What has to be known of the file.
    notices: Vec<String>,
}

struct Newest {
    row: ArticleRow,
    figures: Vec<FigureRow>,
    more_figures: u32,
    speakers: Vec<String>,
    more_speakers: bool,
}

/// `GET /`
pub(crate) async fn show(State(state): State<AppState>) -> std::result::Result<Response, Problem> {
    let (totals, newest, deleted) = state
        .store
        .read(|reader| {
            let totals = reader.totals()?;
            let rows = reader.articles(&Filter::default())?.rows;
            let newest = rows
                .into_iter()
                .take(NEWEST)
                .map(|row| beginning(reader, row))
                .collect::<Result<Vec<_>>>()?;
            Ok((totals, newest, reader.deleted(1)?.total))
        })
        .await?;
    let frame = Frame::default();
    let notices = state.store.notices().into_iter().map(str::to_owned).collect();
    Ok(if totals.articles == 0 {
        let form = UploadForm {
            open: true,
            ..UploadForm::inviting("Drop your first article here, or choose a file")
        };
        frame::send(
            StatusCode::OK,
            &WelcomePage {
                frame,
                form,
                deleted,
                notices,
            },
        )
    } else {
        let form = UploadForm::inviting("Drop articles here, or choose files");
        frame::send(
            StatusCode::OK,
            &HomePage {
                frame,
                form,
                totals,
                newest,
                notices,
            },
        )
    })
}

fn beginning(reader: &Reader<'_>, row: ArticleRow) -> Result<Newest> {
    let filter = Filter {
        article_id: Some(row.article.id),
        ..Filter::default()
    };
    let mut figures = if row.figures > 0 {
        reader.figures(&filter)?.rows
    } else {
        Vec::new()
    };
    figures.truncate(FIGURES);
    let mut speakers = Vec::new();
    let quotes = if row.quotes > 0 {
        reader.quotes(&filter)?.rows
    } else {
        Vec::new()
    };
    for quote in quotes {
        let name = quote.speaker.or(quote.source.map(|m| m.name));
        if let Some(name) = name.filter(|name| !speakers.contains(name)) {
            speakers.push(name);
        }
    }
    let more_speakers = speakers.len() > SPEAKERS;
    speakers.truncate(SPEAKERS);
    Ok(Newest {
        more_figures: row.figures - (figures.len() as u32).min(row.figures),
        row,
        figures,
        speakers,
        more_speakers,
    })
}
