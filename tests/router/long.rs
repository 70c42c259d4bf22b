//! Articles that are too long for one page: shown in parts, and every link to a place of theirs leads there.

use super::{Answer, Site, harbour, harbour::upload, small};
use axum::http::{StatusCode, header};
use claimbook::{claim::*, store::NewUpload};
use std::collections::{HashMap, HashSet};

const PARAGRAPHS: usize = 2400;

/// Police count the dead of every street; three streets a quote, ends of parts or not. Every far figure is said again of the
/// first, every seventh is part of the one before.
fn long() -> NewUpload {
    let mut text = String::new();
    for i in 0..PARAGRAPHS {
        text.push_str(&format!(
            "“Police said {} people died in street {i}”, {i} years on.\n\n",
            i + 10
        ));
    }
    upload("long.txt", &text, |t| {
        let mut claims = Claims::default();
        let mut mentions = Vec::new();
        let paragraphs = t.paragraphs();
        for (i, p) in paragraphs.iter().enumerate() {
            let words = t.slice(*p);
            let start = p.start() + words.find("said ").unwrap() + 5;
            let digits = (i + 10).to_string().len();
            let who = t.span(start - 12..start - 6).unwrap();
            mentions.push(who);
            let number = t.span(start..start + digits).unwrap();
            claims.figures.push(Figure {
                source: Some(who),
                repeats: (i % 10 == 9).then_some(0),
                part_of: (i % 7 == 6).then(|| i - 1),
                ..harbour::figure(
                    number,
                    Some(i as u64 + 10),
                    Some(i as u64 + 10),
                    Hedge::Exact,
                    Effect::Killed,
                )
            });
            let age = t.slice(*p).find(&format!(", {i} years")).unwrap() + p.start() + 2;
            claims.passed_over.push(PassedOver {
                number: t.span(age..age + i.to_string().len()).unwrap(),
                reason: PassedReason::Age,
            });
        }
        for three in paragraphs.chunks(3) {
            let content = three.iter().map(|p| {
                let end = t.slice(*p).find('”').unwrap();
                t.span(p.start() + "“".len()..p.start() + end).unwrap()
            });
            claims.quotes.push(Quote {
                source: Some(mentions[0]),
                ..harbour::quote(QuoteKind::Direct, content.collect())
            });
        }
        claims
            .sources
            .push(harbour::source("Police", SourceKind::Organization, mentions));
        claims
    })
}

/// What is linked on a page.
fn links(page: &str) -> Vec<String> {
    let links = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    links
        .map(|link| link.replace("&amp;", "&").replace("&#38;", "&"))
        .collect()
}

fn ids(page: &str) -> HashSet<&str> {
    page.split(" id=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect()
}

/// Every link with a place leads to a page that has it.
async fn all_lead(site: &Site, address: &str, page: &str, seen: &mut HashMap<String, HashSet<String>>) -> usize {
    let mut places = 0;
    for link in links(page) {
        let Some((target, place)) = link.split_once('#') else {
            continue;
        };
        let target = match target {
            "" => address.to_owned(),
            query if query.starts_with('?') => format!("/articles/1{query}"),
            other => other.to_owned(),
        };
        if !seen.contains_key(&target) {
            let there = site.get(&target).await.page(StatusCode::OK);
            seen.insert(target.clone(), ids(&there).into_iter().map(str::to_owned).collect());
        }
        assert!(seen[&target].contains(place), "{address}: {link} leads nowhere");
        places += 1;
    }
    places
}

fn counted(page: &str, what: &str) -> usize {
    page.matches(what).count()
}

async fn part(site: &Site, number: usize) -> String {
    site.get(&format!("/articles/1?part={number}"))
        .await
        .page(StatusCode::OK)
}

#[tokio::test]
async fn a_long_article_is_shown_in_parts() {
    let site = Site::with([long()]);
    let first = site.get("/articles/1").await.page(StatusCode::OK);
    let count: usize = first
        .split("shown in ")
        .nth(1)
        .unwrap()
        .split(' ')
        .next()
        .unwrap()
        .parse()
        .unwrap();
    assert!((6..=16).contains(&count), "{count}");
    assert_eq!(first, part(&site, 1).await);
    assert!(first.contains("2,400 figures, 800 quotes, 1 source"), "of the whole");

    let (mut figures, mut begun, mut cards, mut text) = (HashSet::new(), 0, HashSet::new(), 0);
    for number in 1..=count {
        let page = part(&site, number).await;
        assert!(page.len() < 1_500_000, "{number}: {}", page.len());
        assert!(page.contains(&format!("Part {number} of {count}</span>")));
        // both ends of the article have no way beyond them
        assert_eq!(counted(&page, "rel=\"prev\""), if number == 1 { 0 } else { 2 });
        assert_eq!(counted(&page, "rel=\"next\""), if number == count { 0 } else { 2 });
        text += page.split("<p id=\"p").skip(1).count();
        for id in ids(&page) {
            if id.starts_with('f') {
                assert!(figures.insert(id.to_owned()), "{id} is in two parts");
            }
            if let Some(n) = id.strip_prefix('n') {
                cards.insert(n.parse::<usize>().unwrap());
            }
        }
        begun += counted(&page, "class=\"kind direct\"");
        // a quote that goes on from the part before is marked and has its card
        assert_eq!(
            // all but the one that explains the marks
            counted(&page, "<mark class=\"quote direct") - 1,
            page.split("<p id=\"p").skip(1).count()
        );
        assert_eq!(
            counted(&page, "class=\"passed\""),
            page.split("<p id=\"p").skip(1).count()
        );
    }
    assert_eq!(text, PARAGRAPHS);
    assert_eq!(figures.len(), PARAGRAPHS);
    assert!((800..800 + count).contains(&begun), "{begun}");
    assert_eq!(cards, (1..=3200).collect());
}

#[tokio::test]
async fn every_link_to_a_place_leads_to_its_part() {
    let site = Site::with([long(), small(1)]);
    let mut seen = HashMap::new();
    let mut places = 0;
    for address in [
        "/",
        "/figures",
        "/figures?sort=most",
        "/figures?sort=most&page=30",
        "/quotes",
        "/quotes?page=12",
        "/sources/1",
        "/search?q=street+2111",
        "/search?q=street&page=40",
        "/articles/1?part=4",
        "/articles/1?part=6",
        "/articles/2",
    ] {
        let page = site.get(address).await.page(StatusCode::OK);
        places += all_lead(&site, address, &page, &mut seen).await;
    }
    assert!(places > 2500, "{places}");
    let fourth = part(&site, 4).await;
    assert!(
        fourth.contains("<a href=\"#f") && fourth.contains("says 2 again</a>"),
        "counted over the whole"
    );

    // the same addresses stand in the files
    let csv = site.get("/figures.csv?article_id=1").await.text();
    let line = csv.lines().nth(2390).unwrap();
    let address = line
        .split(',')
        .next()
        .unwrap()
        .strip_prefix("http://127.0.0.1:7070")
        .unwrap();
    let (target, place) = address.split_once('#').unwrap();
    assert!(target.contains("?at="), "{address}");
    assert!(ids(&site.get(target).await.text()).contains(place));
    for file in [
        "/figures.json?least=2400",
        "/quotes.json?article_id=1",
        "/search.json?q=2111",
    ] {
        let json = site.get(file).await.text();
        let address = json
            .split("\"address\":\"/articles/1")
            .last()
            .unwrap()
            .split('"')
            .next()
            .unwrap();
        let (target, place) = address.split_once('#').unwrap();
        assert!(
            ids(&site.get(&format!("/articles/1{target}")).await.text()).contains(place),
            "{file}: {address}"
        );
    }
}

#[tokio::test]
async fn a_place_is_found_without_a_script() {
    let site = Site::with([long(), small(1)]);
    let far = part(&site, 5).await;
    let anchor = ids(&far).into_iter().find(|id| id.starts_with('f')).unwrap().to_owned();
    let card = ids(&far).into_iter().find(|id| id.starts_with('n')).unwrap().to_owned();
    for at in [
        anchor.clone(),
        card,
        anchor[1..].split('-').next().unwrap().to_owned(),
        format!("http://127.0.0.1:7070/articles/1%23{anchor}"),
    ] {
        assert_eq!(
            site.get(&format!("/articles/1?at={at}")).await.page(StatusCode::OK),
            far,
            "{at}"
        );
    }
    // the first part says how, and the script is there that does it
    let first = part(&site, 1).await;
    assert!(first.contains("<form class=\"row place\" action=\"/articles/1\">"));
    let script = first.split("<script src=\"").nth(1).unwrap().split('"').next().unwrap();
    let script: Answer = site.get(script).await;
    assert_eq!(script.status, StatusCode::OK);
    assert_eq!(script.header(header::CONTENT_TYPE), "text/javascript; charset=utf-8");

    for (wrong, words) in [
        ("/articles/1?part=0", "has no such part"),
        ("/articles/1?part=99", "It has "),
        ("/articles/1?part=two", "has no such part"),
        ("/articles/1?part=99999999999999999999", "has no such part"),
        ("/articles/1?at=nowhere", "No such place"),
        ("/articles/1?at=999999999", "No such place"),
        ("/articles/1?at=n3201", "No such place"),
        ("/articles/2?part=2", "It is one page"),
        ("/articles/77?part=2", "No article"),
    ] {
        let page = site.get(wrong).await.page(StatusCode::NOT_FOUND);
        assert!(page.contains(words), "{wrong}: {page}");
    }
}

#[tokio::test]
async fn a_short_article_is_one_page_whatever_is_asked() {
    let site = Site::with([small(1)]);
    let page = site.get("/articles/1").await.page(StatusCode::OK);
    for absent in ["<script", "Part 1", "?at=", "?part="] {
        assert!(!page.contains(absent), "{absent}");
    }
    assert_eq!(site.get("/articles/1?at=70003").await.page(StatusCode::OK), page);
    assert_eq!(site.get("/articles/1?part=1").await.page(StatusCode::OK), page);
}
