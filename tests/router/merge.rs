//! Deciding by hand who is who, as a person goes about it: every step a page, every change undone.

use super::*;

/// An article in which one source says something.
fn says(number: u32, name: &'static str, kind: SourceKind) -> NewUpload {
    let text = format!("Title: Report {number}\nDate: 2031-02-{number:02}\n\n{name} said 1{number} people were hurt.");
    upload(&format!("{number}.txt"), &text, move |t| {
        let (mention, digits) = (place(t, name), format!("1{number}"));
        let n = digits.parse().unwrap();
        Claims {
            figures: vec![Figure {
                source: Some(mention),
                ..figure(place(t, &digits), Some(n), Some(n), Hedge::Exact, Effect::Injured)
            }],
            quotes: vec![Quote {
                source: Some(mention),
                speaker: Some(name.into()),
                ..quote(
                    QuoteKind::Indirect,
                    vec![place(t, &format!("1{number} people were hurt"))],
                )
            }],
            sources: vec![source(name, kind, vec![mention])],
            ..Claims::default()
        }
    })
}

fn reports() -> Site {
    let (body, person) = (SourceKind::Organization, SourceKind::Person);
    Site::with([
        says(1, "Ardenian Rescue Service", body),
        says(2, "Ardenian Rescue Service", body),
        says(3, "ARS", body),
        says(4, "Ilse Varga", person),
        says(5, "Ilse A. Varga", person),
        says(6, "Jon Varga", person),
    ])
}

impl Site {
    fn source(&self, name: &str) -> i64 {
        let rows = self.store.read_now(|r| r.sources(&Default::default())).unwrap().rows;
        rows.iter()
            .find(|row| row.name == name)
            .unwrap_or_else(|| panic!("{name}: {rows:?}"))
            .id
    }

    fn is_sound(&self) {
        assert_eq!(self.store.verify(|_, _| {}).unwrap(), [""; 0]);
    }
}

#[tokio::test]
async fn two_are_made_one_and_undone() {
    let site = reports();
    let (service, short) = (site.source("Ardenian Rescue Service"), site.source("ARS"));
    let page = site.get(&format!("/sources/{short}")).await.page(StatusCode::OK);
    assert!(page.contains("one name may be the initials of the other"));
    let compare = format!("/sources/{short}/same?other={service}");
    assert!(page.contains(&compare) && !page.contains("Decided by hand"));
    assert!(
        !page.contains(&format!("/sources/{short}/apart")),
        "one article cannot be parted"
    );

    let preview = site.get(&compare).await.page(StatusCode::OK);
    for words in [
        "One and the same?",
        "as <b><bdi>Ardenian Rescue Service</bdi></b>, with 3 articles.",
        "Make them one",
    ] {
        assert!(preview.contains(words), "{words}: {preview}");
    }
    let other = service.to_string();
    let same = format!("/sources/{short}/same");
    let answer = site.post_form(&same, &[("other", &other)]).await;
    answer.goes_to(&format!("/sources/{service}?done=one"));
    let page = site
        .get(&format!("/sources/{service}?done=one"))
        .await
        .page(StatusCode::OK);
    for words in [
        "They are one now",
        "Made one with <b><bdi>ARS</bdi></b>",
        "decided by hand",
        "3 articles</a>",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    // the old addresses lead there, as page and as data, and lists take either number
    site.get(&format!("/sources/{short}"))
        .await
        .goes_to(&format!("/sources/{service}"));
    site.get(&format!("/sources/{short}.json"))
        .await
        .goes_to(&format!("/sources/{service}.json"));
    let csv = site.get(&format!("/figures.csv?source_id={short}")).await.text();
    assert_eq!(csv.lines().count(), 4);
    assert_eq!(csv.matches(&format!(",,{service},0,")).count(), 3, "{csv}");
    let list = site.get("/sources").await.page(StatusCode::OK);
    assert!(!list.contains("<bdi>ARS</bdi>"));
    let article = site.get("/articles/3").await.page(StatusCode::OK);
    assert!(article.contains("<bdi>ARS</bdi> <span class=\"is\"><bdi>Ardenian Rescue Service</bdi></span>"));
    let whole: serde_json::Value =
        serde_json::from_slice(&site.get(&format!("/sources/{service}.json")).await.bytes).unwrap();
    assert_eq!(
        (&whole["articles"], &whole["made_one"][0]["name"]),
        (&3.into(), &"ARS".into())
    );
    assert_eq!(whole["written"][0]["times"], 2);

    // in another window
    site.post_form(&same, &[("other", &other)])
        .await
        .goes_to(&format!("/sources/{service}?done=were-one"));
    site.get(&compare)
        .await
        .goes_to(&format!("/sources/{service}?done=were-one"));
    let page = site
        .get(&format!("/sources/{service}?done=were-one"))
        .await
        .page(StatusCode::OK);
    assert!(page.contains("They were one already"));
    site.is_sound();

    let undo = format!("/sources/{service}/undo");
    let merged = short.to_string();
    site.post_form(&undo, &[("merged", &merged)])
        .await
        .goes_to(&format!("/sources/{service}?done=undone"));
    site.post_form(&undo, &[("merged", &merged)])
        .await
        .goes_to(&format!("/sources/{service}?done=was-undone"));
    let page = site
        .get(&format!("/sources/{service}?done=undone"))
        .await
        .page(StatusCode::OK);
    assert!(page.contains("Undone.") && !page.contains("Decided by hand"));
    assert!(
        site.get(&format!("/sources/{short}"))
            .await
            .page(StatusCode::OK)
            .contains("<h1><bdi>ARS</bdi></h1>")
    );
    site.is_sound();
}

#[tokio::test]
async fn a_source_is_picked_by_name() {
    let site = reports();
    let varga = site.source("Ilse Varga");
    let same = format!("/sources/{varga}/same");
    let empty = site.get(&same).await.page(StatusCode::OK);
    assert!(empty.contains("Who is the same as <bdi>Ilse Varga</bdi>?"));
    let found = site.get(&format!("{same}?name=varga")).await.page(StatusCode::OK);
    assert!(found.contains("2 sources") && found.contains("Jon Varga") && found.contains("Ilse A. Varga"));
    let none = site.get(&format!("{same}?name=Nobody")).await.page(StatusCode::OK);
    assert!(none.contains("No other source has such a name") && none.contains("value=\"Nobody\""));
    let hostile: String = url::form_urlencoded::byte_serialize(HOSTILE.as_bytes()).collect();
    site.get(&format!("{same}?name={hostile}")).await.page(StatusCode::OK);
    // a family name in common is no proposal
    let page = site.get(&format!("/sources/{varga}")).await.page(StatusCode::OK);
    assert!(page.contains("Ilse A. Varga") && !page.contains("Jon Varga"));
    for wrong in ["other=9999", "other=x", "other=0"] {
        let page = site.get(&format!("{same}?{wrong}")).await.page(StatusCode::NOT_FOUND);
        assert!(page.contains("The other source is not there"), "{wrong}");
        let (name, value) = wrong.split_once('=').unwrap();
        let page = site
            .post_form(&same, &[(name, value)])
            .await
            .page(StatusCode::NOT_FOUND);
        assert!(page.contains("Nothing was changed"), "{wrong}");
    }
    site.post_form(&same, &[]).await.page(StatusCode::NOT_FOUND);
    for gone in ["/sources/9999/same", "/sources/9999/apart", "/sources/9999"] {
        assert!(
            site.get(gone)
                .await
                .page(StatusCode::NOT_FOUND)
                .contains("No source at this address")
        );
    }
    // with itself
    let own = varga.to_string();
    site.post_form(&same, &[("other", &own)])
        .await
        .goes_to(&format!("/sources/{varga}?done=were-one"));
    site.get(&format!("{same}?other={own}"))
        .await
        .goes_to(&format!("/sources/{varga}?done=were-one"));
    site.is_sound();
}

#[tokio::test]
async fn two_told_apart_are_not_proposed_again() {
    let site = reports();
    let (varga, middle) = (site.source("Ilse Varga"), site.source("Ilse A. Varga"));
    let other = middle.to_string();
    let same = format!("/sources/{varga}/same");
    let told = format!("/sources/{varga}?done=different&from={middle}");
    site.post_form(&same, &[("other", &other), ("say", "different")])
        .await
        .goes_to(&told);
    let page = site.get(&told).await.page(StatusCode::OK);
    assert!(page.contains("they are different") && page.contains("Not the same as"));
    assert!(!page.contains("the same but for a middle name"));
    let preview = site.get(&format!("{same}?other={other}")).await.page(StatusCode::OK);
    assert!(preview.contains("You noted that these two are different") && !preview.contains("do not propose"));
    let undo = format!("/sources/{varga}/undo");
    site.post_form(&undo, &[("different", &other)])
        .await
        .goes_to(&format!("/sources/{varga}?done=undone"));
    let page = site.get(&format!("/sources/{varga}")).await.page(StatusCode::OK);
    assert!(page.contains("the same but for a middle name"));
    for unclear in [&[][..], &[("merged", "1"), ("parted", "1")], &[("merged", "x")]] {
        let page = site
            .post_form(&undo, unclear)
            .await
            .page(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.contains("It is not clear what to undo"));
    }
}

#[tokio::test]
async fn an_article_is_parted_from_a_source_and_put_back() {
    let site = reports();
    let service = site.source("Ardenian Rescue Service");
    let apart = format!("/sources/{service}/apart");
    assert!(site.get(&format!("/sources/{service}")).await.text().contains(&apart));
    let list = site.get(&apart).await.page(StatusCode::OK);
    assert!(
        list.contains("Report 1") && list.contains("Report 2") && list.contains(&format!("article=2&amp;as={service}"))
    );
    let asked = site
        .get(&format!("{apart}?article=2&as={service}"))
        .await
        .page(StatusCode::OK);
    assert!(asked.contains("Is this somebody else?") && asked.contains("Part it"));
    let number = service.to_string();
    let fields = [("article", "2"), ("as", number.as_str())];
    let answer = site.post_form(&apart, &fields).await;
    let own = answer
        .header(header::LOCATION)
        .strip_prefix("/sources/")
        .unwrap()
        .strip_suffix("?done=parted")
        .unwrap();
    let page = site
        .get(&format!("/sources/{own}?done=parted"))
        .await
        .page(StatusCode::OK);
    assert!(page.contains("a page of its own now") && page.contains("Parted from"));
    assert!(
        site.get("/articles/2")
            .await
            .text()
            .contains(&format!("/sources/{own}"))
    );
    let page = site.get(&format!("/sources/{service}")).await.page(StatusCode::OK);
    assert!(page.contains("Not this one:") && page.contains("In 1 article"));
    // the same form again, and ones that fit nothing
    for wrong in [
        &fields[..],
        &[("article", "x"), ("as", "1")],
        &[("article", "4"), ("as", &number)],
        &[],
    ] {
        let page = site.post_form(&apart, wrong).await.page(StatusCode::NOT_FOUND);
        assert!(page.contains("The article has no such source"), "{wrong:?}");
    }
    let page = site
        .post_form(&apart, &[("article", "1"), ("as", &number)])
        .await
        .page(StatusCode::CONFLICT);
    assert!(page.contains("There is nothing to part it from"));
    site.get(&format!("{apart}?article=4&as={number}"))
        .await
        .page(StatusCode::NOT_FOUND);
    site.get(&format!("{apart}?page=7")).await.page(StatusCode::NOT_FOUND);
    site.is_sound();

    let undo = format!("/sources/{service}/undo");
    site.post_form(&undo, &[("parted", own)])
        .await
        .goes_to(&format!("/sources/{service}?done=undone"));
    site.get(&format!("/sources/{own}")).await.page(StatusCode::NOT_FOUND);
    let page = site.get(&format!("/sources/{service}")).await.page(StatusCode::OK);
    assert!(page.contains("2 articles</a>") && !page.contains("Decided by hand"));
    site.is_sound();
}

#[tokio::test]
async fn a_name_is_parted_from_the_others_it_was_one_with() {
    let site = reports();
    let (service, short) = (site.source("Ardenian Rescue Service"), site.source("ARS"));
    let (one, other) = (service.to_string(), short.to_string());
    site.post_form(&format!("/sources/{service}/same"), &[("other", &other)])
        .await;
    let apart = format!("/sources/{service}/apart");
    let answer = site.post_form(&apart, &[("article", "3"), ("as", &other)]).await;
    let left = format!("/sources/{short}?done=left&from={service}");
    answer.goes_to(&left);
    let page = site.get(&left).await.page(StatusCode::OK);
    assert!(page.contains("Undo: make them one again"));
    site.post_form(&format!("/sources/{short}/same"), &[("other", &one)])
        .await
        .goes_to(&format!("/sources/{service}?done=one"));
    // the article goes and comes back
    site.post("/articles/3/delete").await.goes_to("/articles/3/delete");
    let page = site.get(&format!("/sources/{service}")).await.page(StatusCode::OK);
    assert!(page.contains("in no article now"));
    site.get(&format!("/sources/{short}"))
        .await
        .goes_to(&format!("/sources/{service}"));
    site.post("/articles/3/restore").await.goes_to("/articles/3");
    assert!(
        site.get(&format!("/sources/{service}"))
            .await
            .text()
            .contains("3 articles</a>")
    );
    site.is_sound();
}
