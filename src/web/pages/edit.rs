//! Correcting what was read about an article.

use super::upload::UploadForm;
use crate::{
    ingest,
    store::{ArticleHead, ArticleId, ArticleRef, Details, Store},
    web::{
        AppState,
        error::Problem,
        filter,
        frame::{self, Frame, Here},
        input::{Fields, Form, Id},
        show,
    },
};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};

#[derive(Template)]
#[template(path = "edit.html")]
struct EditPage<'p> {
    frame: Frame,
    article: &'p ArticleRef,
    read: &'p Details,
    form: UploadForm,
}

fn page(status: StatusCode, page: &ArticleHead, form: UploadForm) -> Response {
    let frame = Frame::of(Here::Articles);
    frame::send(
        status,
        &EditPage {
            frame,
            article: &page.row.article,
            read: &page.read,
            form,
        },
    )
}

pub(super) async fn find(store: &Store, id: ArticleId) -> Result<ArticleHead, Problem> {
    let (head, deleted) = store
        .read(move |reader| Ok((reader.article_head(id)?, reader.is_deleted(id)?)))
        .await?;
    match head {
        Some(head) => Ok(head),
        None if deleted => Err(Problem::deleted(id)),
        None => Err(Problem::no_article(&format!("/articles/{id}"))),
    }
}

/// The same of an article that no newer reading replaces.
///
/// # Errors
/// With a page that leads to the newer one.
async fn find_newest(store: &Store, id: ArticleId) -> Result<ArticleHead, Problem> {
    let head = find(store, id).await?;
    match head.versions.newer {
        Some((newer, _)) => Err(Problem::replaced(id, newer, "/edit")),
        None => Ok(head),
    }
}

/// `GET /articles/{id}/edit`
pub(crate) async fn show(State(state): State<AppState>, Id(id): Id, asked: Fields) -> Result<Response, Problem> {
    let found = find_newest(&state.store, id).await?;
    let article = &found.row.article;
    // a day that is offered, to be looked at and saved
    let offered = filter::day_of(asked.get("date"));
    let form = UploadForm {
        title: article.title.clone().unwrap_or_default(),
        date: offered.or(article.date).map(|d| d.to_string()).unwrap_or_default(),
        outlet: article.outlet.clone().unwrap_or_default(),
        address: found.address.clone().unwrap_or_default(),
        ..UploadForm::default()
    };
    Ok(page(StatusCode::OK, &found, form))
}

/// `POST /articles/{id}/edit`
pub(crate) async fn save(State(state): State<AppState>, Id(id): Id, Form(fields): Form) -> Result<Response, Problem> {
    let found = find_newest(&state.store, id).await?;
    let mut form = UploadForm {
        title: fields.get("title").to_owned(),
        date: fields.get("date").to_owned(),
        outlet: fields.get("outlet").to_owned(),
        address: fields.get("address").to_owned(),
        ..UploadForm::default()
    };
    let details = form.details();
    if !form.wrong.is_empty() {
        return Ok(page(StatusCode::UNPROCESSABLE_ENTITY, &found, form));
    }
    if correct(&state.store, id, details).await? {
        Ok(Redirect::to(&format!("/articles/{id}")).into_response())
    } else {
        // deleted since the form was shown
        Err(Problem::deleted(id))
    }
}

/// Notes the details, with claims found again where the date is another; `false`: there is no such article.
///
/// The claims are found before the transaction, which would keep other pages from writing for so long. They hold only if
/// the date that they are to replace is still there: somebody else may correct the same article meanwhile.
async fn correct(store: &Store, id: ArticleId, details: Details) -> Result<bool, Problem> {
    loop {
        let Some(before) = store.read(move |reader| reader.article_text(id)).await? else {
            return Ok(false);
        };
        let (then, now) = (before.date, details.date);
        let mut again = None;
        if then != now {
            let work = move || ingest::claims(&before.text, now);
            again = Some(frame::aside(work).await?);
        }
        let details = details.clone();
        let done = store
            .write(move |writer| {
                match writer.reading().article_head(id)? {
                    None => return Ok(Some(false)),
                    Some(head) if head.row.article.date != then => return Ok(None),
                    Some(_) => {}
                }
                let there = writer.correct(id, &details)?;
                if let Some((claims, extractor)) = again.filter(|_| there) {
                    writer.replace_claims(id, &claims, extractor)?;
                }
                Ok(Some(there))
            })
            .await?;
        if let Some(there) = done {
            return Ok(there);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        article::Article,
        store::{Added, NewArticle, NewUpload},
        text::Text,
    };
    use jiff::civil::{Date, date};

    fn of(date: Date) -> Details {
        Details {
            date: Some(date),
            ..Details::default()
        }
    }

    #[tokio::test]
    async fn claims_are_counted_from_the_date_that_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("claims.db")).unwrap();
        // long enough that extracting it again takes longer than another write
        let line = "Seven people were killed in Karsk on Monday, police said.\n\n";
        let (first, second) = (date(2031, 3, 5), date(2031, 4, 9));
        let text = Text::clean(&line.repeat(40));
        let (claims, extractor) = ingest::claims(&text, Some(first));
        let upload = NewUpload {
            name: None,
            media_type: "text/plain",
            bytes: text.as_str().into(),
            articles: vec![NewArticle {
                member: None,
                format: "text",
                article: Article {
                    title: None,
                    date: Some(first),
                    outlet: None,
                    author: None,
                    address: None,
                    language: None,
                    text,
                },
                read: of(first),
                claims,
                extractor,
            }],
        };
        let Added::Stored(ids) = store.write(|writer| writer.add(upload)).await.unwrap() else {
            panic!("it was there already")
        };
        let id = ids[0];
        for _ in 0..4 {
            // the one that does not change the date may be asked first and done last
            let (one, other) = tokio::join!(correct(&store, id, of(second)), correct(&store, id, of(first)));
            assert!(one.is_ok_and(|there| there) && other.is_ok_and(|there| there));
            let page = store.read(move |reader| reader.article(id)).await.unwrap().unwrap();
            let (kept, monday) = (page.row.article.date.unwrap(), page.figures[0].when.clone().unwrap());
            let counted = monday.date.unwrap().0;
            assert_eq!((counted.year(), counted.month()), (kept.year(), kept.month()));
        }
        assert!(store.write(move |writer| writer.delete(id)).await.unwrap());
        assert!(correct(&store, id, of(first)).await.is_ok_and(|there| !there));
    }
}
