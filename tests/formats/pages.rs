//! The ways in which sites write an article into a page, with what they put around it.

use super::press::{Part, Story};

/// A way to write an article into a page.
pub(crate) type Layout = fn(&Story) -> String;

pub(crate) const LAYOUTS: &[(&str, Layout)] = &[
    ("wordpress", wordpress),
    ("drupal", drupal),
    ("newsroom", newsroom),
    ("amp", amp),
    ("live blog", live_blog),
    ("tables", tables),
    ("div soup", div_soup),
    ("teaser with the text in the metadata", teaser),
    ("data only", data_only),
    ("breaks", breaks),
    ("print", print),
    ("figures and pull quotes", figures),
    ("boxes in the text", boxes),
    ("no classes", no_classes),
    ("custom elements", custom),
];

pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

pub(crate) fn json(story: &Story, body: Option<String>) -> String {
    let mut data = serde_json::json!({
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": story.title, "datePublished": format!("{}T08:15:00+02:00", story.date),
        "dateModified": "2025-12-01T10:00:00Z", "author": [{"@type": "Person", "name": story.author}],
        "publisher": {"@type": "Organization", "name": story.outlet}, "mainEntityOfPage": {"@id": story.address},
    });
    if let Some(body) = body {
        data["articleBody"] = body.into();
    }
    format!("<script type=\"application/ld+json\">{data}</script>")
}

pub(crate) fn meta(story: &Story) -> String {
    format!(
        "<meta property=\"og:title\" content=\"{}\"><meta property=\"og:site_name\" content=\"{}\"><meta property=\"og:type\" content=\"article\">
         <meta property=\"article:published_time\" content=\"{}T06:15:00Z\"><meta name=\"author\" content=\"{}\"><link rel=\"canonical\" href=\"{}\">",
        escape(story.title), story.outlet, story.date, story.author, story.address
    )
}

pub(crate) fn page(story: &Story, head: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{} | {}</title>\n{head}\n<style>.a{{color:red}}</style>
         <script>window.dataLayer=[{{'page':'article'}}];</script>\n</head>\n{body}\n</html>",
        escape(story.title), story.outlet
    )
}

/// The parts as elements, with `between` after the second paragraph.
fn parts(story: &Story, between: &str) -> String {
    let mut html = String::new();
    for (at, part) in story.parts.iter().enumerate() {
        html.push_str(&element(part));
        html.push('\n');
        if at == 1 {
            html.push_str(between);
        }
    }
    html
}

pub(crate) fn element(part: &Part) -> String {
    match part {
        Part::P(words) => format!("<p>{}</p>", escape(words)),
        Part::H(words) => format!("<h2>{}</h2>", escape(words)),
        Part::Caption(words) => format!(
            "<figure><img src=\"a.jpg\" alt=\"\"><figcaption>{}</figcaption></figure>",
            escape(words)
        ),
        Part::List(items) => {
            let items: Vec<String> = items.iter().map(|item| format!("<li>{}</li>", escape(item))).collect();
            format!("<ul>{}</ul>", items.concat())
        }
        Part::Table(rows) => {
            let rows: Vec<String> = rows
                .iter()
                .map(|row| {
                    format!(
                        "<tr>{}</tr>",
                        row.iter().map(|cell| format!("<td>{cell}</td>")).collect::<String>()
                    )
                })
                .collect();
            format!("<table><tbody>{}</tbody></table>", rows.concat())
        }
    }
}

const NAV: &str = "<nav class=\"main-navigation\"><ul><li><a href=\"/\">Home</a></li><li><a href=\"/world\">World</a></li><li><a href=\"/sport\">Sport</a></li><li><a href=\"/weather\">Weather</a></li></ul></nav>";
const SHARE: &str = "<div class=\"share-buttons\"><span>Share</span><a href=\"https://facebook.example\">Facebook</a><a href=\"https://x.example\">X</a><a href=\"mailto:?\">Email</a></div>";
const COOKIES: &str = "<div id=\"cookie-consent\" role=\"dialog\"><p>We and our 812 partners store cookies on your device, and we would like you to agree to that.</p><button>Accept all</button></div>";
const RELATED: &str = "<section class=\"related-posts\"><h3>Related stories</h3><ul><li><a href=\"/1\">Mayor opens new market hall after years of delay</a></li><li><a href=\"/2\">School bus drivers to vote on a strike</a></li><li><a href=\"/3\">Snow closes mountain road for a third day</a></li></ul></section>";
const NEWSLETTER: &str = "<div class=\"newsletter-signup\"><h4>Our morning letter</h4><p>Get the day’s most important stories, chosen by our editors, in your inbox every morning at six.</p><form><input type=\"email\"><button>Sign up</button></form></div>";
const COMMENTS: &str = "<div id=\"comments\" class=\"comments-area\"><h2>3 comments</h2><ol class=\"comment-list\"><li><p>I have said for years that this would happen, and nobody listened to me, of course.</p></li><li><p>My thoughts are with the families, wherever they may be tonight.</p></li><li><p>Typical. The people in charge will look the other way, as they always do here.</p></li></ol></div>";
const FOOTER: &str = "<footer class=\"site-footer\"><p>© 2025 All rights reserved. No part of this site may be reproduced without written permission of the publisher.</p><ul><li><a href=\"/about\">About us</a></li><li><a href=\"/privacy\">Privacy</a></li></ul></footer>";

fn wordpress(story: &Story) -> String {
    page(
        story,
        &meta(story),
        &format!(
            "<body class=\"post-template-default single single-post has-sidebar\">{COOKIES}<div id=\"page\" class=\"site\"><header class=\"site-header\"><a href=/>{}</a>{NAV}</header>
             <div id=\"content\" class=\"site-content\"><main id=\"main\" class=\"site-main\"><article id=\"post-812\" class=\"post type-post category-news\">
             <header class=\"entry-header\"><h1 class=\"entry-title\">{}</h1><div class=\"entry-meta\"><span class=\"posted-on\">Posted on <time class=\"entry-date\" datetime=\"{}\">{}</time></span> <span class=\"byline\"> by {}</span></div></header>
             <div class=\"entry-content\"><p class=\"has-large-font-size\"><strong>{}</strong></p>{}
             <div class=\"sharedaddy sd-sharing-enabled\"><h3>Share this:</h3><ul><li><a href=x>Twitter</a></li><li><a href=y>Facebook</a></li></ul></div>
             <div id=\"jp-relatedposts\" class=\"jp-relatedposts\"><h3>Related</h3></div></div>
             <footer class=\"entry-footer\"><span class=\"cat-links\">Posted in <a href=/n>News</a></span><span class=\"tags-links\">Tagged <a href=/t>harbour</a>, <a href=/u>safety</a></span></footer></article>
             <nav class=\"navigation post-navigation\"><a href=/p>Previous post: A quiet week in the hills</a></nav>{COMMENTS}</main>
             <aside id=\"secondary\" class=\"widget-area\"><section class=\"widget\"><h2>Recent posts</h2><ul><li><a href=/9>Snow closes mountain road</a></li></ul></section></aside></div>{FOOTER}</div></body>",
            story.outlet, escape(story.title), story.date, story.date, story.author, escape(story.standfirst),
            parts(story, "<p><strong>Read more:</strong> <a href=\"/old\">The year’s worst accidents at a glance</a></p>\n")
        ),
    )
}

fn drupal(story: &Story) -> String {
    page(
        story,
        &json(story, None),
        &format!(
            "<body class=\"path-node page-node-type-article\"><div class=\"dialog-off-canvas-main-canvas\"><header role=\"banner\">{NAV}</header>
             <div class=\"region region-breadcrumb\"><nav class=\"breadcrumb\"><a href=/>Home</a> › <a href=/news>News</a></nav></div>
             <main role=\"main\"><div class=\"region region-content\"><article class=\"node node--type-article\"><h1><span class=\"field field--name-title\">{}</span></h1>
             <div class=\"node__meta\">Submitted by <span>{}</span> on {}</div><div class=\"field field--name-field-subtitle\">{}</div>
             <div class=\"node__content\"><div class=\"clearfix text-formatted field field--name-body field--type-text-with-summary field__item\">{}</div>
             <div class=\"field field--name-field-tags\"><div class=\"field__label\">Tags</div><a href=/t>harbour</a> <a href=/s>safety</a></div></div></article></div></main>
             {RELATED}<aside class=\"region-sidebar\"><h2>Most read</h2><ol><li><a href=/5>Five lighthouses that are worth the walk</a></li></ol></aside>{FOOTER}</div></body>",
            escape(story.title), story.author, story.date, escape(story.standfirst), parts(story, NEWSLETTER)
        ),
    )
}

/// Generated class names, the text in one element a paragraph, advertisements between them.
fn newsroom(story: &Story) -> String {
    let mut body = String::new();
    for (at, part) in story.parts.iter().enumerate() {
        body.push_str(&format!("<div class=\"Chunk-sc-{at} kQzXy\">{}</div>", element(part)));
        if at % 3 == 2 {
            body.push_str("<div class=\"arcad-feature\"><div class=\"ad-slot\">ADVERTISEMENT</div></div>");
        }
    }
    page(
        story,
        &format!("{}{}", meta(story), json(story, None)),
        &format!(
            "<body><div id=\"fusion-app\"><div class=\"b-header\">{NAV}</div><section class=\"b-right-rail\"><article class=\"b-right-rail__main\"><h1 class=\"b-headline\">{}</h1>
             <h2 class=\"b-subheadline\">{}</h2><div class=\"b-byline\">By <span class=\"b-byline__names\">{}</span></div><time class=\"b-date\">{} at 8:15 AM</time>{SHARE}
             <article class=\"b-article-body\">{body}</article><div class=\"b-author-bio\"><p>{} has covered the coast for this newspaper since 2009 and has won two prizes.</p></div></article>
             <aside class=\"b-right-rail__rail-container\"><h3>Top stories</h3><p><a href=/a>Snow closes mountain road for a third day in a row</a></p></aside></section>{FOOTER}</div></body>",
            escape(story.title), escape(story.standfirst), story.author, story.date, story.author
        ),
    )
}

fn amp(story: &Story) -> String {
    page(
        story,
        &json(story, None),
        &format!(
            "<body><amp-sidebar id=\"menu\"><ul><li><a href=/>Home</a></li></ul></amp-sidebar><amp-analytics></amp-analytics><main class=\"amp-wp-article\"><header class=\"amp-wp-article-header\"><h1 class=\"amp-wp-title\">{}</h1>
             <p class=\"amp-wp-meta\">By {}</p></header><div class=\"amp-wp-article-content\"><p>{}</p><amp-ad width=300></amp-ad>{}</div><amp-social-share type=\"facebook\"></amp-social-share>
             <footer class=\"amp-wp-article-footer\"><div>Categories: <a href=/n>News</a></div></footer></main><amp-consent><div id=\"consent-ui\"><p>We care about your privacy, and so do our partners.</p></div></amp-consent>{FOOTER}</body>",
            escape(story.title), story.author, escape(story.standfirst), parts(story, "<amp-ad width=300></amp-ad>")
        ),
    )
}

/// Every part an entry with its own mark-up.
fn live_blog(story: &Story) -> String {
    let entries: String = story
        .parts
        .iter()
        .map(|part| format!("<article class=\"live-post\" id=\"e\"><div class=\"live-post__text\">{}</div><div class=\"share-tools\"><a href=x>Share</a></div></article>", element(part)))
        .collect();
    page(
        story,
        &meta(story),
        &format!(
            "<body>{NAV}<main><h1>{}</h1><p class=\"live-standfirst\">{}</p><div class=\"live-blog\">{entries}</div></main>{RELATED}{FOOTER}</body>",
            escape(story.title),
            escape(story.standfirst)
        ),
    )
}

/// Of the time when tables made the layout.
fn tables(story: &Story) -> String {
    let text: String = story
        .parts
        .iter()
        .map(|part| match part {
            Part::P(words) => format!("{}<br><br>\n", escape(words)),
            Part::H(words) => format!("<b>{}</b><br><br>\n", escape(words)),
            other => element(other),
        })
        .collect();
    page(
        story,
        "",
        &format!(
            "<body bgcolor=white><table width=780><tr><td colspan=3><a href=/><img src=logo.gif></a></td></tr><tr><td width=120 valign=top><a href=/>Front page</a><br><a href=/w>World</a><br><a href=/s>Sport</a><br><a href=/l>Letters</a></td>
             <td valign=top><font size=5><b>{}</b></font><br><font size=2>By {}<br>{}</font><br><br>{}<br><br>{text}</td>
             <td width=160 valign=top><b>Also today</b><br><a href=/1>Mayor opens new market hall</a><br><a href=/2>Snow closes mountain road</a></td></tr>
             <tr><td colspan=3 align=center><font size=1>© {} | <a href=/c>Contact</a> | <a href=/i>Imprint</a></font></td></tr></table></body>",
            escape(story.title), story.author, story.date, escape(story.standfirst), story.outlet
        ),
    )
}

/// Nothing but `div` and `span`, and names that mean nothing.
fn div_soup(story: &Story) -> String {
    let text: String = story
        .parts
        .iter()
        .map(|part| match part {
            Part::P(words) | Part::H(words) | Part::Caption(words) => {
                format!("<div class=\"x7\"><span>{}</span></div>", escape(words))
            }
            other => element(other),
        })
        .collect();
    page(
        story,
        &meta(story),
        &format!(
            "<body><div class=\"a1\"><div class=\"a2\"><span><a href=/>Home</a></span><span><a href=/w>World</a></span><span><a href=/s>Sport</a></span></div>
             <div class=\"a3\"><div class=\"a4\"><div class=\"t1\">{}</div><div class=\"x7\"><span>{}</span></div>{text}</div>
             <div class=\"a5\"><div><a href=/1>Mayor opens new market hall after years of delay</a></div><div><a href=/2>Snow closes mountain road</a></div></div></div>
             <div class=\"a6\"><span>© {}</span> <a href=/i>Imprint</a></div></div></body>",
            escape(story.title), escape(story.standfirst), story.outlet
        ),
    )
}

/// The page shows the first lines and asks for money; the metadata has all of it.
fn teaser(story: &Story) -> String {
    page(
        story,
        &json(story, Some(story.text())),
        &format!(
            "<body>{NAV}<article><h1>{}</h1><p>{}</p><div class=\"paywall\"><h3>Subscribe to read on</h3><p>Already a subscriber? Log in to read the rest of this story, and all others.</p></div></article>{RELATED}{FOOTER}</body>",
            escape(story.title),
            escape(story.standfirst)
        ),
    )
}

/// A script is to write the page.
fn data_only(story: &Story) -> String {
    let mut blocks =
        vec![serde_json::json!({"type": "paragraph", "html": format!("<p>{}</p>", escape(story.standfirst))})];
    for part in story.parts {
        blocks.push(serde_json::json!({"type": "block", "html": element(part)}));
    }
    let data = serde_json::json!({"props": {"pageProps": {"story": {"headline": story.title, "blocks": blocks},
        "related": [{"title": "Snow closes mountain road"}], "footer": "All rights reserved by the publisher of this site."}}, "page": "/[slug]"});
    page(
        story,
        &meta(story),
        &format!(
            "<body><div id=\"__next\"><div class=\"spinner\">Loading</div></div><script id=\"__NEXT_DATA__\" type=\"application/json\">{data}</script></body>"
        ),
    )
}

fn breaks(story: &Story) -> String {
    let text: Vec<String> = story
        .parts
        .iter()
        .map(|part| match part {
            Part::P(words) | Part::H(words) | Part::Caption(words) => escape(words),
            Part::List(items) => items.iter().map(|item| escape(item)).collect::<Vec<_>>().join("<br>"),
            Part::Table(rows) => rows.iter().map(|row| row.join(" ")).collect::<Vec<_>>().join("<br/>"),
        })
        .collect();
    page(
        story,
        &meta(story),
        &format!(
            "<body>{NAV}<div class=\"wrap\"><h1>{}</h1><div class=\"news_text\">{}<br /><br />{}</div>{SHARE}</div>{FOOTER}</body>",
            escape(story.title),
            escape(story.standfirst),
            text.join("<br />\n<br />\n")
        ),
    )
}

fn print(story: &Story) -> String {
    page(
        story,
        "",
        &format!(
            "<body onload=\"print()\"><div id=\"printversion\"><img src=logo.png alt=\"{}\"><h1>{}</h1><p class=\"date\">{}</p><p>{}</p>{}<hr><p class=\"copyright\">© {}. This page was printed from {}</p></div></body>",
            story.outlet,
            escape(story.title),
            story.date,
            escape(story.standfirst),
            parts(story, ""),
            story.outlet,
            story.address
        ),
    )
}

/// Pull quotes that repeat the text, credits below pictures, a gallery.
fn figures(story: &Story) -> String {
    let quote = story.paragraphs()[2];
    let pulled = escape(quote.split_inclusive('.').next().unwrap_or(quote));
    page(
        story,
        &format!("{}{}", meta(story), json(story, None)),
        &format!(
            "<body>{NAV}<article class=\"story\"><header><p class=\"kicker\">Coast</p><h1>{}</h1><p class=\"standfirst\">{}</p><p class=\"byline\">By {}</p></header>
             <figure class=\"lead\"><img src=l.jpg><figcaption>Photograph: Agency/Pool</figcaption></figure><div class=\"story-body\">{}<p><em>Follow us on all channels</em></p></div></article>{RELATED}{FOOTER}</body>",
            escape(story.title), escape(story.standfirst), story.author,
            parts(story, &format!("<aside class=\"pullquote\"><blockquote>{pulled}</blockquote></aside><blockquote class=\"pull\"><p>{pulled}</p></blockquote>"))
        ),
    )
}

/// Boxes that belong to other stories, right in the text.
fn boxes(story: &Story) -> String {
    let between = format!(
        "<div class=\"inline-promo\"><a href=/x><h4>Mayor opens new market hall after years of delay</h4></a></div>{NEWSLETTER}
         <div class=\"story-related-inline\"><span>More on this</span><ul><li><a href=/y>The night that nobody in town forgets</a></li></ul></div>
         <p><a href=\"/z\">READ ALSO: Snow closes mountain road for a third day</a></p><div class=\"ad\">Advertisement</div><p class=\"caption-ad\">Story continues below</p>"
    );
    page(
        story,
        &meta(story),
        &format!(
            "<body>{COOKIES}{NAV}<main><article><h1>{}</h1>{SHARE}<div class=\"article__content\"><p class=\"article__intro\">{}</p>{}</div>{SHARE}{NEWSLETTER}</article>{COMMENTS}{RELATED}</main>{FOOTER}</body>",
            escape(story.title),
            escape(story.standfirst),
            parts(story, &between)
        ),
    )
}

fn no_classes(story: &Story) -> String {
    page(
        story,
        "",
        &format!(
            "<body><ul><li><a href=/>Home</a><li><a href=/w>World</a></ul><h1>{}</h1><p>By {}<p>{}<p>{}{}<p><a href=/a>Home</a> | <a href=/b>Imprint</a></body>",
            escape(story.title),
            story.author,
            story.date,
            escape(story.standfirst),
            parts(story, "")
        ),
    )
}

fn custom(story: &Story) -> String {
    page(
        story,
        &json(story, None),
        &format!(
            "<body><bsp-header>{NAV}</bsp-header><bsp-story-page><div class=\"Page-content\"><main class=\"Page-main\"><h1 class=\"Page-headline\">{}</h1><div class=\"Page-byline\">By {}</div>
             <div class=\"Page-storyBody\"><div class=\"RichTextStoryBody RichTextBody\"><p>{}</p>{}</div></div></main></div></bsp-story-page>
             <bsp-list-loadmore><div class=\"PageList-items-item\"><a href=/1>Snow closes mountain road for a third day</a></div></bsp-list-loadmore>{FOOTER}</body>",
            escape(story.title), story.author, escape(story.standfirst), parts(story, "<bsp-newsletter-promo><p>Get our letter every day, free of charge and full of news.</p></bsp-newsletter-promo>")
        ),
    )
}
