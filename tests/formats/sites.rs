//! Pages in the manner of twelve kinds of sites, each with all that such a site puts around, between and behind the paragraphs.
//!
//! They are made up, names and words included, but built as such pages are built: several scripts, generated class names, boxes
//! in the middle of the text, prose that is not the article's.

use super::{
    pages::{Layout, element, escape, json, meta, page},
    press::{Part, Story},
};

pub(crate) const LAYOUTS: &[(&str, Layout)] = &[
    ("blog with blocks", blog),
    ("broadcaster's live page", broadcaster),
    ("tabloid with share bars", tabloid),
    ("news agency", agency),
    ("written by scripts twice", hydrated),
    ("mobile page", mobile),
    ("regional paper with a paywall box", regional),
    ("newsletter", newsletter),
    ("government", government),
    ("comments as long as the article", commented),
    ("cards in the text", cards),
    ("div and two breaks", div_breaks),
];

/// Prose of other stories: teasers and comments are made of it.
const OTHERS: &[&str] = &[
    "The council wants to close the old swimming hall, which has lost 200,000 crowns a year, and to build a new one by the river.",
    "For the first time in nine years the harbour has handled more grain than timber, a report by the port authority shows.",
    "Pupils at three schools were sent home on Tuesday after a water main burst below the market square, the mayor said.",
    "Two men were arrested in Dorn on suspicion of stealing copper cable from the railway, and a third is still being sought.",
    "The theatre opens its season with a play that was banned in this town for forty years, and tickets are nearly gone.",
    "Farmers in the valley expect the smallest apple harvest since 1998, after frost in April and a dry summer.",
];

/// The parts, each through `write`, with what `between` says behind the one with that number.
fn woven(story: &Story, write: impl Fn(&Part) -> String, between: impl Fn(usize) -> String) -> String {
    let parts = story.parts.iter().enumerate();
    parts.map(|(at, part)| write(part) + &between(at)).collect()
}

/// `words` behind every so manieth part.
fn every(n: usize, words: &str) -> impl Fn(usize) -> String {
    move |at| {
        if at % n == n - 1 {
            words.to_owned()
        } else {
            String::new()
        }
    }
}

fn blog(story: &Story) -> String {
    let tags =
        ["harbour", "safety", "ministry", "coast"].map(|tag| format!("<a href=\"/tag/{tag}\" rel=\"tag\">{tag}</a>"));
    let write = |part: &Part| match part {
        Part::P(words) => format!(
            "\n<p class=\"wp-block-paragraph has-medium-font-size\">{}</p>\n",
            escape(words)
        ),
        Part::H(words) => format!("<h2 class=\"wp-block-heading\" id=\"h-1\">{}</h2>", escape(words)),
        Part::Caption(words) => format!(
            "<figure class=\"wp-block-image size-large\"><a href=\"l.jpg\"><img src=\"s.jpg\" alt=\"ferry\"></a><figcaption class=\"wp-element-caption\">{}</figcaption></figure>",
            escape(words)
        ),
        other => element(other),
    };
    page(
        story,
        &format!("{}{}<link rel=\"alternate\" type=\"application/rss+xml\" title=\"Feed\" href=\"/feed\">", meta(story), json(story, None)),
        &format!(
            "<body class=\"wp-singular post-template-default single single-post wp-embed-responsive\"><a class=\"skip-link screen-reader-text\" href=\"#wp--skip-link--target\">Skip to content</a>
             <div class=\"wp-site-blocks\"><header class=\"wp-block-template-part\"><div class=\"wp-block-group has-global-padding\"><p class=\"wp-block-site-title\"><a href=\"/\">{outlet}</a></p><p class=\"wp-block-site-tagline\">News from the coast, since last winter, by people who live here.</p>
             <nav class=\"wp-block-navigation\"><button aria-label=\"Open menu\">Menu</button><ul><li><a href=\"/about\">About</a></li><li><a href=\"/contact\">Contact</a></li></ul></nav></div></header>
             <main class=\"wp-block-group\" id=\"wp--skip-link--target\"><div class=\"wp-block-group\"><h1 class=\"wp-block-post-title\">{title}</h1>
             <div class=\"wp-block-group post-meta\"><div class=\"wp-block-post-date\"><time datetime=\"{date}T08:15:00+00:00\">{date}</time></div><p>—</p><p>by</p><div class=\"wp-block-post-author-name\">{author}</div><p>in</p><div class=\"taxonomy-category wp-block-post-terms\"><a href=\"/c\">News</a></div></div>
             <figure class=\"wp-block-post-featured-image\"><img src=\"f.jpg\"></figure></div>
             <div class=\"entry-content wp-block-post-content has-global-padding\"><p class=\"wp-block-paragraph\"><strong>{standfirst}</strong></p>{text}
             <hr class=\"wp-block-separator\"><div class=\"sharedaddy sd-sharing-enabled\"><div class=\"robots-nocontent sd-block sd-social\"><h3 class=\"sd-title\">Share this:</h3><div class=\"sd-content\"><ul><li><a href=\"?share=a\"><span>Click to share on Face (Opens in new window)</span>Face</a></li></ul></div></div></div>
             <div class=\"sharedaddy sd-block sd-like jetpack-likes-widget-wrapper\"><h3 class=\"sd-title\">Like this:</h3><div class=\"likes-widget-placeholder\"><span class=\"button\">Like</span> <span class=\"loading\">Loading…</span></div></div>
             <div id=\"jp-relatedposts\" class=\"jp-relatedposts\"><h3 class=\"jp-relatedposts-headline\"><em>Related</em></h3><div class=\"jp-relatedposts-items\"><div class=\"jp-relatedposts-post\"><h4><a href=\"/r1\">A hall without water</a></h4><p class=\"jp-relatedposts-post-excerpt\">{other}</p><p class=\"jp-relatedposts-post-date\">March 4, 2023</p><p class=\"jp-relatedposts-post-context\">In \"News\"</p></div></div></div></div>
             <div class=\"wp-block-group\"><div class=\"taxonomy-post_tag wp-block-post-terms\">{tags}</div><div class=\"wp-block-group author-box\"><h3>About {author}</h3><p>{author} writes about the sea and everything that floats on it, sinks in it or is pulled out of it.</p></div>
             <div class=\"wp-block-comments\"><h2 class=\"wp-block-comments-title\">2 responses to “{title}”</h2><ol class=\"wp-block-comment-template\"><li class=\"comment\"><div class=\"wp-block-comment-content\"><p>Thank you for this, I had not read it anywhere else, and it made me very sad.</p></div></li></ol>
             <div id=\"respond\" class=\"comment-respond\"><h3 id=\"reply-title\">Leave a Reply</h3><form><p class=\"comment-notes\">Your email address will not be published. Required fields are marked *</p></form></div></div></div></main>
             <footer class=\"wp-block-template-part\"><p>{outlet}</p><p>Proudly made with words. All texts may be shared if you say where they are from.</p></footer></div></body>",
            outlet = story.outlet, title = escape(story.title), date = story.date, author = story.author,
            standfirst = escape(story.standfirst), text = woven(story, write, |_| String::new()), other = OTHERS[0], tags = tags.join(", "),
        ),
    )
}

/// Each part an entry with its time and its reporter; videos, a box with other languages, a list of what was said before.
fn broadcaster(story: &Story) -> String {
    let entry = |part: &Part| {
        format!(
            "<li class=\"lx-stream__post-container\"><article class=\"lx-stream-post gs-u-pb-alt\"><header class=\"lx-stream-post__header\"><a class=\"lx-stream-post__header-link\" href=\"#p\"><time class=\"lx-stream-post__meta-time\"><span class=\"gs-u-vh\">Posted at </span>9:4{n}</time></a></header>
             <div class=\"lx-stream-post-body\">{text}</div><div class=\"lx-stream-post__contributor\"><img src=r.jpg alt=\"\"><p class=\"lx-contributor-name\">{author}</p><p class=\"lx-contributor-role\">Reporting from the coast</p></div>
             <footer class=\"lx-share-tools\"><button>Share</button><ul class=\"lx-share-tools__panel\"><li><a href=\"x\">Share this post on Face</a></li><li><a href=\"c\">Copy this link</a></li></ul></footer></article></li>",
            n = part_number(story, part), text = element(part), author = story.author
        )
    };
    let video = "<li class=\"lx-stream__post-container\"><article class=\"lx-stream-post\"><div class=\"lx-media-asset\"><figure class=\"gel-media\"><div class=\"smp-embed\"><p class=\"smp-message\">To play this video you need to enable JavaScript in your browser.</p></div></figure></div></article></li>";
    page(
        story,
        &meta(story),
        &format!(
            "<body class=\"lx-page\"><div id=\"cookiePrompt\" class=\"bbccookies-banner\"><p>Let us know you agree to cookies</p><p>We use cookies to give you the best online experience, and to count how many of you there are.</p><button>Yes, I agree</button></div>
             <header role=\"banner\" class=\"orbit-header\"><nav class=\"orbit\"><ul><li><a href=/>Homepage</a></li><li><a href=/n>News</a></li><li><a href=/s>Sport</a></li><li><a href=/w>Weather</a></li></ul></nav></header>
             <nav class=\"languages\"><p>This page in other languages</p><ul><li><a href=/fr>Français</a></li><li><a href=/ar>العربية</a></li></ul></nav>
             <main id=\"main\"><div class=\"lx-c-live-header\"><span class=\"lx-live-badge\">Live</span><h1 class=\"lx-live-title\">{title}</h1><p class=\"lx-viewers\">12,408 viewing this page</p></div>
             <div class=\"lx-c-summary\"><p class=\"ssrcss-standfirst lx-summary-standfirst\">{standfirst}</p></div>
             <div class=\"lx-tabs\" role=\"tablist\"><button role=\"tab\">Reporting</button><button role=\"tab\">Video</button></div>
             <section class=\"lx-stream\" aria-label=\"Live Reporting\"><h2 class=\"lx-stream__heading gs-u-vh\">Live Reporting</h2><ol class=\"lx-stream__feed\">{text}</ol><nav class=\"lx-pagination\"><span>Page 1 of 9</span><a href=\"?page=2\">Next</a></nav></section>
             <section class=\"lx-related\"><h2>Related Stories</h2><div class=\"lx-promo\"><h3><a href=/1>Pool to close</a></h3><p>{other}</p></div></section></main>
             <footer class=\"orb-footer\"><p>Copyright © 2025. We are not responsible for the content of external sites. Read about our approach to external linking.</p></footer></body>",
            title = escape(story.title), standfirst = escape(story.standfirst), text = woven(story, entry, every(4, video)), other = OTHERS[1],
        ),
    )
}

fn part_number(story: &Story, part: &Part) -> usize {
    let at = story.parts.iter().position(|one| std::ptr::eq(one, part));
    at.unwrap_or_default() % 10
}

fn tabloid(story: &Story) -> String {
    let share = "<div class=\"shareArticles\"><ul class=\"article-icon-links-container\"><li class=\"article-icon-links first\"><a href=\"#\"><p class=\"icn facebook\"></p><p class=\"link-text\">Share</p></a></li><li><a href=\"#\"><p>e-mail</p></a></li><li><p class=\"shares\"><span>1.2k</span> shares</p></li></ul></div>";
    let promo = format!(
        "<div class=\"art-ins mol-factbox floatRHS news\"><h3 class=\"mol-factbox-title\">RELATED ARTICLES</h3><ul class=\"archive-link\"><li><a href=/p>Previous</a></li><li><a href=/1><span>Shock as pool that lost 200,000 crowns is told to close its doors</span></a></li></ul><h3>Share this article</h3></div>
         <div class=\"moduleFull mol-video\"><div class=\"vjs-video-container\"><p class=\"vjs-title-text\">Watch the moment that crane falls into harbour</p></div></div>
         <p class=\"mol-para-with-font promo-line\"><a href=/2>EXCLUSIVE: {}</a></p>",
        "Grain ships queue for miles as harbour breaks its record"
    );
    let write = |part: &Part| match part {
        Part::P(words) => format!(
            "<p class=\"mol-para-with-font\"><font style=\"font-size: 1.2em;\">{}</font></p>{share}\n",
            escape(words)
        ),
        Part::Caption(words) => format!(
            "<div class=\"artSplitter mol-img-group\"><div class=\"mol-img\"><div class=\"image-wrap\"><img src=a.jpg><a class=\"openComments\" href=\"#c\"><span>+7</span><span>View gallery</span></a></div></div><p class=\"imageCaption\">{}</p></div>",
            escape(words)
        ),
        other => element(other),
    };
    page(
        story,
        &format!("{}{}", meta(story), json(story, None)),
        &format!(
            "<body class=\"page-article\"><div class=\"page-header bdrgr2\"><ul class=\"nav-primary cleared bdrgr3\"><li><a href=/>Home</a></li><li><a href=/n>News</a></li><li><a href=/st>Showbiz</a></li></ul></div>
             <div class=\"cleared\" id=\"content\"><div class=\"alpha\"><div class=\"article wide\" id=\"js-article-text\"><h1>{title}</h1><ul class=\"mol-bullets-with-font\"><li><strong>{standfirst}</strong></li></ul>
             <p class=\"author-section byline-plain\">By <a href=/a class=\"author\">{upper}</a></p><p class=\"byline-section\"><span class=\"article-timestamp article-timestamp-published\"><span>Published:</span> <time>08:15, {date}</time></span> | <span class=\"article-timestamp-updated\"><span>Updated:</span> <time>19:02, {date}</time></span></p>{share}
             <p class=\"link-text comments-count\"><span>389</span> View comments</p><div itemprop=\"articleBody\">{text}</div>
             <div class=\"share-or-comment\"><h3>Share or comment on this article: <span>{title}</span></h3>{share}</div></div>
             <div class=\"beta\"><div class=\"puff\"><h3>DON'T MISS</h3><ul><li><a href=/3><strong>Star seen on beach</strong></a><p>She wore a hat, and nobody knew who she was until the wind came up.</p></li><li><a href=/4>Dog saves cat</a><p>{other}</p></li></ul></div></div></div>
             <div id=\"reader-comments\" class=\"reader-comments\"><h2>Comments 389</h2><div class=\"comment\"><p>Absolutely disgusting, heads must roll for this one, and I mean it.</p></div></div></div></body>",
            title = escape(story.title), standfirst = escape(story.standfirst), upper = story.author.to_uppercase(), date = story.date,
            text = woven(story, write, every(3, &promo)), other = OTHERS[3],
        ),
    )
}

/// The first paragraph begins with place and agency; who reported and edited stands below.
fn agency(story: &Story) -> String {
    let write = |part: &Part| match part {
        Part::P(words) => format!(
            "<div class=\"text__text__1FZLe text__dark-grey__3Ml43 text__regular__2N1Xr article-body__element__2p5pI\" data-testid=\"paragraph-{}\">{}</div>",
            part_number(story, part),
            escape(words)
        ),
        Part::H(words) => format!(
            "<h2 class=\"heading__heading_6__1kOmj\" data-testid=\"Heading\">{}</h2>",
            escape(words)
        ),
        Part::Caption(words) => format!(
            "<div data-testid=\"Image\"><figure><img alt=\"x\"><figcaption><span class=\"image-caption__text\">{} </span><span>REUTERLY/Anna Lind</span> <a href=/l class=\"purchase-licensing\">Purchase Licensing Rights<span>, opens new tab</span></a></figcaption></figure></div>",
            escape(words)
        ),
        other => element(other),
    };
    let ad = "<div class=\"ad-slot__container\" data-testid=\"ResponsiveAdSlot\"><div class=\"ad-slot__slot\">Advertisement · Scroll to continue</div></div><div data-testid=\"ContextWidget\"><div class=\"context-widget\"><span>Context</span></div></div>";
    page(
        story,
        &format!("{}{}", meta(story), json(story, None)),
        &format!(
            "<body><div id=\"fusion-app\"><header class=\"site-header__site-header\"><a href=#main class=\"skip-link\">Skip to main content</a>{NAV}<div class=\"promo-bar\"><p>Exclusive news, data and analytics for financial market professionals</p></div></header>
             <main id=\"main-content\"><article data-testid=\"Article\"><div class=\"article-header\"><nav aria-label=\"Breadcrumb\"><a href=/w>World</a></nav><h1 data-testid=\"Heading\">{title}</h1><div class=\"info-content__author-date\"><div>By <a href=/a>{author}</a></div><time datetime=\"{date}T06:15:00Z\"><span>{date}</span><span>6:15 AM UTC</span><span>Updated 2 hours ago</span></time></div>
             <div class=\"toolbar\"><button aria-label=\"Save\">Save</button><span>Text</span><ul><li>Small Text</li><li>Medium Text</li><li>Large Text</li></ul></div></div>
             <div class=\"article-body__content\" data-testid=\"ArticleBody\"><div class=\"text__text__1FZLe\" data-testid=\"paragraph-standfirst\">{standfirst}</div>{text}
             <p data-testid=\"Body\" class=\"article-body__sign-off\">The Agency Daily Briefing newsletter provides all the news you need to start your day. Sign up <a href=/s>here.</a></p>
             <div class=\"sign-off\"><p data-testid=\"Body\">Our Standards: <a href=/t>The Agency Trust Principles.</a><span>, opens new tab</span></p></div></div>
             <div class=\"author-bio__container\" data-testid=\"AuthorBio\"><a href=/a>{author}</a><p>Correspondent on the coast, has covered shipping and fisheries for eleven years and was a finalist for two prizes.</p></div></article>
             <section data-testid=\"ReadNext\"><h2>Read Next</h2><ul><li><div data-testid=\"MediaStoryCard\"><a href=/1>Grain ships queue</a><time>3 hours ago</time><p>{other}</p></div></li></ul></section></main>
             <footer><section><h3>About</h3><p>The news and media division of a company, the agency is the largest provider of news of its kind in this part of the world.</p></section></footer></div></body>",
            title = escape(story.title), author = story.author, date = story.date, standfirst = escape(story.standfirst),
            text = woven(story, write, every(3, ad)), other = OTHERS[4],
        ),
    )
}

const NAV: &str = "<nav><ul><li><a href=/>Home</a></li><li><a href=/w>World</a></li><li><a href=/b>Business</a></li><li><a href=/m>Markets</a></li></ul></nav>";

/// On the page as elements and once more in the scripts that take it over, with other stories in the same data.
fn hydrated(story: &Story) -> String {
    let blocks: Vec<serde_json::Value> = story
        .parts
        .iter()
        .map(|part| serde_json::json!({"kind": "html", "value": element(part)}))
        .collect();
    let data = serde_json::json!({"props": {"pageProps": {"article": {"headline": story.title, "dek": story.standfirst, "blocks": blocks},
        "latest": OTHERS.iter().map(|other| serde_json::json!({"headline": "Elsewhere", "dek": other})).collect::<Vec<_>>()}}, "buildId": "x1"});
    let write = |part: &Part| match part {
        Part::P(words) => format!("<p class=\"css-1n0orw4 e1wiw3jv0\">{}</p>", escape(words)),
        Part::H(words) => format!("<h2 class=\"css-1aoo5yy eoo0vm40\">{}</h2>", escape(words)),
        Part::Caption(words) => format!(
            "<figure class=\"css-1q8gp4o\" aria-label=\"media\" role=\"group\"><span class=\"css-xyz\">Image</span><picture><img></picture><figcaption class=\"css-1l44abu\"><span class=\"css-jevhma\">{}</span><span class=\"css-1u46b97\"><span class=\"css-1ly73wi\">Credit...</span><span>Anna Lind for this paper</span></span></figcaption></figure>",
            escape(words)
        ),
        other => element(other),
    };
    let ad = "<div><div class=\"css-142l3g4\"><div id=\"story-ad-1-wrapper\" class=\"css-19vbshk\"><p class=\"css-1ugt41e\">Advertisement</p><p class=\"css-1ugt41e\"><a href=\"#after\">SKIP ADVERTISEMENT</a></p></div></div></div>";
    page(
        story,
        &format!("{}{}<script>self.__next_f=self.__next_f||[];self.__next_f.push([1,\"0:x\"])</script>", meta(story), json(story, None)),
        &format!(
            "<body><div id=\"__next\"><div class=\"css-mcm29f\"><header class=\"css-1f8kb1k\"><section class=\"css-9ft0kk\"><button>Section Navigation</button><a href=/s>SKIP TO CONTENT</a></section>{NAV}<div class=\"css-1cz6wm\"><a href=/>{outlet}</a></div><div>Today’s Paper</div></header>
             <main id=\"site-content\"><div><article id=\"story\" class=\"css-1vxca1d\"><div id=\"top-wrapper\"><p>Advertisement</p></div><header class=\"css-fcw1hs\"><h1 class=\"css-88wicj\">{title}</h1><p id=\"article-summary\" class=\"css-w6ymp8\">{standfirst}</p>
             <div class=\"css-1wx1auc\"><div class=\"css-103l8m3\"><button>Share full article</button><button>204</button></div></div><div class=\"css-2fttua\"><p class=\"css-4anu6l\">By <a href=/a>{author}</a></p><p>{author} reported from the coast and spoke to two dozen people.</p></div><time datetime=\"{date}\">{date}</time></header>
             <section name=\"articleBody\" class=\"meteredContent css-1r7ky0e\"><div class=\"css-s99gbd StoryBodyCompanionColumn\"><div class=\"css-53u6y8\">{text}</div></div></section>
             <div class=\"bottom-of-article\"><p>A version of this article appears in print on page 1 of the late edition with the headline: {title}. Order Reprints | Today’s Paper | Subscribe</p></div>
             <section id=\"bottom-recirc\"><h2>More in World</h2><ol><li><a href=/1>Pool to close</a><p>{other}</p></li></ol></section></article></div></main></div></div>
             <script id=\"__NEXT_DATA__\" type=\"application/json\">{data}</script></body>",
            outlet = story.outlet, title = escape(story.title), standfirst = escape(story.standfirst), author = story.author, date = story.date,
            text = woven(story, write, every(3, ad)), other = OTHERS[0],
        ),
    )
}

fn mobile(story: &Story) -> String {
    let write = |part: &Part| match part {
        Part::Caption(words) => format!(
            "<amp-carousel type=\"slides\" width=400 height=300><figure><amp-img src=a.jpg width=400 height=300 layout=responsive><noscript><img src=a.jpg></noscript></amp-img><figcaption>{}</figcaption></figure></amp-carousel>",
            escape(words)
        ),
        other => element(other),
    };
    let between = format!(
        "<amp-ad width=300 height=250 type=doubleclick data-slot=/1/2><div placeholder>Advertisement</div><div fallback>No ad was found for you today.</div></amp-ad>
         <amp-list src=/related.json layout=fixed-height height=200><template type=\"amp-mustache\"><a href={{{{url}}}}>{{{{title}}}}</a></template><div placeholder>Loading related stories, please wait a moment.</div></amp-list>
         <div class=\"amp-related-inline\"><p class=\"label\">Also on this</p><a href=/1><amp-img src=t.jpg width=40 height=30></amp-img><p>{}</p></a></div>",
        OTHERS[2]
    );
    page(
        story,
        &format!("{}<script async custom-element=amp-ad src=https://cdn.example/amp-ad.js></script><style amp-custom>.x{{}}</style>", json(story, None)),
        &format!(
            "<body><amp-consent id=c layout=nodisplay><script type=application/json>{{\"consentInstanceId\":\"x\"}}</script><div id=ui><p>We and our partners would like to know what you read, and for how long.</p><button>Accept</button></div></amp-consent>
             <amp-sidebar id=sidebar layout=nodisplay side=left><ul><li><a href=/>Front page</a></li><li><a href=/w>World</a></li></ul></amp-sidebar><header class=\"headerbar\"><div role=button>☰</div><div class=\"site-name\"><a href=/>{outlet}</a></div></header>
             <article class=\"amp-article\"><header class=\"amp-article-header\"><h1 class=\"amp-title\">{title}</h1><div class=\"amp-meta amp-byline\">By <span>{author}</span></div><div class=\"amp-meta amp-posted-on\"><time datetime=\"{date}\">2 hours ago</time></div></header>
             <figure class=\"amp-featured\"><amp-img src=h.jpg width=800 height=450></amp-img></figure><div class=\"amp-content\"><p>{standfirst}</p>{text}</div>
             <div class=\"amp-accordion-wrap\"><amp-accordion><section><h4>How we work</h4><p>We correct mistakes where we made them and say so below the text. Write to us if you find one.</p></section></amp-accordion></div>
             <div class=\"amp-social\"><amp-social-share type=facebook></amp-social-share><amp-social-share type=email></amp-social-share></div><div class=\"amp-meta amp-tax-category\">Categories: <a href=/n>News</a></div></article>
             <section class=\"amp-next\"><h3>You may also like</h3><div><a href=/2>Harvest</a><p>{other}</p></div></section><amp-sticky-ad layout=nodisplay><amp-ad width=320 height=50></amp-ad></amp-sticky-ad><footer><p>© {outlet}. Powered by nobody in particular.</p></footer></body>",
            outlet = story.outlet, title = escape(story.title), author = story.author, date = story.date, standfirst = escape(story.standfirst),
            text = woven(story, write, |at| if at == 1 { between.clone() } else { String::new() }), other = OTHERS[5],
        ),
    )
}

/// The offer to subscribe stands between the second and the third paragraph, and the rest is there below it.
fn regional(story: &Story) -> String {
    let wall = "<div class=\"modal-wall tncms-block subscription-required\"><h4>Keep reading with a digital access pass</h4><p>Thank you for reading. You have reached your limit of three free articles this month, and we would love to have you with us.</p><p>Get unlimited access for 1 crown in the first month. Cancel at any time, no questions asked.</p><ul><li>All articles and the archive since 1921</li><li>The paper as it is printed, from five in the morning</li></ul><a class=\"btn\" href=/s>Subscribe now</a><p>Already a subscriber? <a href=/l>Log in</a></p></div>";
    let write = |part: &Part| match part {
        Part::P(words) => format!("<div class=\"subscriber-preview\"><p>{}</p></div>", escape(words)),
        other => format!("<div class=\"subscriber-preview\">{}</div>", element(other)),
    };
    let mut text = String::new();
    for (at, part) in story.parts.iter().enumerate() {
        if at < 2 {
            text += &write(part);
        } else {
            text += &format!("<div class=\"subscriber-only\">{}</div>", element(part));
        }
        if at == 1 {
            text += wall;
        }
        if at == 4 {
            text += &format!(
                "<div class=\"tnt-blurb inline-asset\"><div class=\"card summary tnt-asset-type-article\"><div class=\"card-body\"><h3 class=\"tnt-headline\"><a href=/1>Pupils sent home</a></h3><p class=\"tnt-summary\">{}</p></div></div></div>",
                OTHERS[2]
            );
        }
    }
    page(
        story,
        &format!("{}{}", meta(story), json(story, None)),
        &format!(
            "<body class=\"tncms-app-editorial\"><header id=\"site-header-container\"><div id=\"site-top-nav-container\">{NAV}<form action=/search><input type=search><button>Search</button></form></div><div class=\"weather-bar\"><span>14°</span> <span>Cloudy</span></div></header>
             <div class=\"alert-region\"><p class=\"breaking\">Breaking: Road over the pass is closed until Monday morning because of snow</p></div>
             <section id=\"main-body-container\"><article itemscope><header class=\"asset-header\"><h1 class=\"headline\">{title}</h1><div class=\"meta\"><span class=\"tnt-byline\">{author}</span><ul class=\"list-inline\"><li class=\"visible-print\">{date}</li><li><time class=\"tnt-date asset-date\">{date}</time></li></ul></div><div class=\"social-share-links\"><ul><li><a>Facebook</a></li><li><a>Print</a></li><li><a>Save</a></li></ul></div></header>
             <div class=\"asset-content\"><div class=\"asset-body\"><div id=\"article-body\" class=\"asset-content\"><p class=\"standfirst\">{standfirst}</p>{text}</div>
             <div class=\"asset-tagline\"><p><em>Contact the newsroom at 555-0142 or news@{host}. Follow it on all channels.</em></p></div></div></div>
             <div class=\"row\"><div id=\"asset-below\"><div class=\"emoji-reactions\"><p>How does this make you feel?</p><span>0</span><span>3</span></div><div class=\"block promo-design\"><h3>Be the first to know</h3><p>Get local news delivered to your inbox every morning at six, free of charge.</p><form><input type=email></form></div></div></div></article>
             <aside class=\"col-md-4\"><div class=\"most-popular\"><h3>Most Popular</h3><ul><li><a href=/3>Road over the pass closed</a></li></ul></div><div class=\"obituaries\"><h3>Obituaries</h3><p>Karl Brandt, 81, of Dorn, a carpenter who built half of the boats in this harbour.</p></div></aside></section>
             <footer id=\"site-footer-container\"><p>© Copyright 2025 {outlet}, 12 Quay Street</p><p><a href=/t>Terms of Use</a> | <a href=/p>Privacy Policy</a></p></footer></body>",
            title = escape(story.title), author = story.author, date = story.date, standfirst = escape(story.standfirst), outlet = story.outlet, host = "example.org",
        ),
    )
}

fn newsletter(story: &Story) -> String {
    let subscribe = "<div class=\"subscription-widget-wrap\"><div class=\"subscription-widget show-subscribe\"><div class=\"preamble\"><p class=\"cta-caption\">Thanks for reading! This letter is free because readers pay for it. Subscribe to receive new posts and to support the work.</p></div><form><input type=email placeholder=\"Type your email…\"><div class=\"fake-button\">Subscribe</div></form></div></div>";
    let share = "<p class=\"button-wrapper\" data-component-name=\"ButtonCreateButton\"><a class=\"button primary\" href=/s><span>Share</span></a></p>";
    let embed = format!(
        "<div class=\"digest-post-embed\" data-attrs=\"x\"><a href=/old><h4>From the archive: a hall without water</h4><p>{}</p><div class=\"embedded-post-meta\">2 years ago · 31 likes · 4 comments</div></a></div>",
        OTHERS[0]
    );
    let between = |at: usize| match at {
        1 => subscribe.to_owned(),
        3 => share.to_owned(),
        5 => embed.clone(),
        _ => String::new(),
    };
    page(
        story,
        &format!("{}{}", meta(story), json(story, None)),
        &format!(
            "<body><div id=\"entry\"><div id=\"main\" class=\"main typography\"><div class=\"topbar-replacement\"><a href=/>{outlet}</a><button>Subscribe</button><button>Sign in</button></div>
             <article class=\"typography newsletter-post post\"><div class=\"post-header\"><h1 class=\"post-title published\">{title}</h1><h3 class=\"subtitle\">{standfirst}</h3><div class=\"byline-wrapper\"><a href=/@a>{author}</a><div class=\"meta\">{date}</div></div><div class=\"post-ufi\"><a class=\"post-ufi-button\"><span>41</span></a><a><span>7</span></a><a>Share</a></div></div>
             <div class=\"visibility-check\"></div><div class=\"available-content\"><div dir=auto class=\"body markup\">{text}{subscribe}</div></div>
             <div class=\"post-footer\"><div class=\"post-ufi\"><a>41</a><a>7</a><a>Share</a></div><div class=\"pencraft prev-next\"><a>Previous</a><a>Next</a></div></div></article>
             <div id=\"discussion\" class=\"single-post-section\"><h4>Discussion about this post</h4><div class=\"comment-list\"><div class=\"comment\"><div class=\"comment-body\"><p>I shared this with my whole family, and we talked about nothing else over dinner.</p></div></div></div></div>
             <div class=\"portable-archive\"><h4>Top</h4><div class=\"portable-archive-list\"><div class=\"post-preview\"><a href=/1>Harvest</a><div>{other}</div></div></div></div>
             <div class=\"footer-blurb\"><p>Ready for more?</p><form><input type=email></form></div><div class=\"footer-terms\">© 2025 {author} · <a>Privacy</a> ∙ <a>Terms</a></div></div></div>
             <noscript>This site requires JavaScript to run correctly. Please turn on JavaScript or unblock scripts</noscript></body>",
            outlet = story.outlet, title = escape(story.title), standfirst = escape(story.standfirst), author = story.author, date = story.date,
            text = woven(story, element, between), other = OTHERS[5],
        ),
    )
}

/// A press release with a list of facts above it, notes for whom to ask below it, and a question about the page.
fn government(story: &Story) -> String {
    let table = |rows: &[&[&str]]| {
        let cells = |row: &[&str], name: &str| {
            row.iter()
                .map(|cell| format!("<{name} scope=\"col\">{cell}</{name}>"))
                .collect::<String>()
        };
        let body: String = rows[1..]
            .iter()
            .map(|row| format!("<tr>{}</tr>", cells(row, "td")))
            .collect();
        format!(
            "<div class=\"table-responsive\"><table class=\"govuk-table\"><thead><tr>{}</tr></thead><tbody>{body}</tbody></table></div>",
            cells(rows[0], "th")
        )
    };
    let write = |part: &Part| match part {
        Part::Table(rows) => table(rows),
        other => element(other),
    };
    page(
        story,
        &meta(story),
        &format!(
            "<body class=\"gem-c-layout-for-public\"><div id=\"global-cookie-message\" class=\"gem-c-cookie-banner\" role=\"region\" aria-label=\"Cookies\"><h2>Cookies on this site</h2><p>We use some essential cookies to make this website work.</p><p>We’d like to set additional cookies to understand how you use it.</p></div>
             <a href=#content class=\"gem-c-skip-link\">Skip to main content</a><header role=\"banner\"><a href=/>{outlet}</a><button>Menu</button><nav><ul><li><a href=/b>Benefits</a></li><li><a href=/j>Justice</a></li></ul></nav></header>
             <div class=\"govuk-width-container\"><nav class=\"gem-c-contextual-breadcrumbs\"><ol><li><a href=/>Home</a></li><li><a href=/t>Transport</a></li></ol></nav>
             <main role=\"main\" id=\"content\" class=\"news-article\"><div class=\"gem-c-heading__wrap\"><span class=\"gem-c-heading__context\">Press release</span><h1 class=\"gem-c-heading__text\">{title}</h1></div><div class=\"gem-c-translation-nav\"><ul><li>English</li><li><a href=/cy>Cymraeg</a></li></ul></div>
             <p class=\"gem-c-lead-paragraph\">{standfirst}</p><div class=\"gem-c-metadata\"><dl><dt>From:</dt><dd><a href=/o>{outlet}</a> and <a href=/m>{author}</a></dd><dt>Published</dt><dd>{date}</dd><dt>Last updated</dt><dd>{date} — <a href=#h>See all updates</a></dd></dl></div>
             <div class=\"gem-c-single-page-notification-button\"><button>Get emails about this page</button></div>
             <div class=\"govuk-grid-row\"><div class=\"govuk-grid-column-two-thirds\"><div class=\"gem-c-govspeak govuk-govspeak\">{text}</div>
             <div class=\"gem-c-share-links\"><h2>Share this page</h2><p>The following links open in a new tab</p><ul><li><a href=/f>Share on Face <span>(opens in new tab)</span></a></li></ul></div>
             <div class=\"gem-c-published-dates\">Published {date}<br>Last updated {date} <a>+ show all updates</a><ol><li><time>{date}</time><p>A figure in the third paragraph was corrected.</p></li><li><time>{date}</time><p>First published.</p></li></ol></div></div>
             <div class=\"govuk-grid-column-one-third\"><aside class=\"gem-c-contextual-sidebar\"><nav><h2>Related content</h2><ul><li><a href=/r>Grain and timber in ports: the yearly figures</a></li></ul></nav></aside></div></div></main></div>
             <div class=\"gem-c-feedback\"><h2>Is this page useful?</h2><button>Yes</button><button>No</button><p>Help us improve this site. Don’t include personal or financial information.</p></div>
             <footer><ul><li><a href=/h>Help</a></li><li><a href=/p>Privacy</a></li></ul><p>All content is available under an open licence, except where otherwise stated</p></footer></body>",
            title = escape(story.title), standfirst = escape(story.standfirst), outlet = story.outlet, author = story.author, date = story.date,
            text = woven(story, write, |_| String::new()),
        ),
    )
}

/// What readers say is longer than the article, in `article` elements, and names itself nowhere by the usual word.
fn commented(story: &Story) -> String {
    let says = |at: usize| {
        let words = [OTHERS[at % 6], OTHERS[(at + 2) % 6], OTHERS[(at + 3) % 6]]
            .map(|other| format!("<p>As somebody who lives here: {other}</p>"));
        format!(
            "<article class=\"leser__eintrag\" id=\"e{at}\"><header><b class=\"nick\">sailor{at}</b> <time>{at} days ago</time></header><div class=\"leser__text\">{}</div><footer><a href=\"#a\">Reply</a> <a href=\"#r\">Report</a> <span>{at} likes</span></footer></article>",
            words.concat()
        )
    };
    let all: String = (1..14).map(says).collect();
    page(
        story,
        &meta(story),
        &format!(
            "<body><div id=\"kopf\">{NAV}</div><div id=\"inhalt\"><div class=\"spalte1\"><h1>{title}</h1><div class=\"zeile\">{date} · {author} · <a href=\"#leser\">13 comments</a></div><div class=\"artikel\"><p class=\"einleitung\">{standfirst}</p>{text}</div>
             <div class=\"werkzeug\"><a href=/m>Mail</a> <a href=/d>Print</a></div><section id=\"leser\" class=\"leser\"><h2>Comments (13)</h2><p class=\"hinweis\">Stay friendly. What is not friendly is taken out by our editors, who also sleep at night.</p>{all}<p><a href=\"?s=2\">Older comments</a></p></section></div>
             <div class=\"spalte2\"><h3>Most read</h3><ol><li><a href=/1>Pool to close</a></li></ol></div></div><div id=\"fuss\"><p>{outlet} · <a href=/i>Imprint</a></p></div></body>",
            title = escape(story.title), date = story.date, author = story.author, standfirst = escape(story.standfirst), outlet = story.outlet,
            text = woven(story, element, |_| String::new()),
        ),
    )
}

/// Teasers of other stories stand as cards between the paragraphs, with prose of their own, some of it linked and some not.
fn cards(story: &Story) -> String {
    let between = |at: usize| match at {
        0 => format!(
            "<a class=\"c-embedded-story\" href=/1><div class=\"c-embedded-story__img\"><img></div><div class=\"c-embedded-story__text\"><span class=\"kicker\">Town</span><h3>Pool to close</h3><p>{}</p></div></a>",
            OTHERS[0]
        ),
        2 => format!(
            "<div class=\"c-card c-card--inline\"><figure><img></figure><div class=\"c-card__content\"><h4><a href=/2>Grain before timber</a></h4><p>{}</p><span class=\"c-card__date\">2 May</span></div></div>",
            OTHERS[1]
        ),
        4 => format!(
            "<aside data-component=\"topic-list\"><h3>More on this topic</h3><div><h4><a href=/3>Water main bursts</a></h4><p>{}</p></div><div><h4><a href=/4>Cable thieves held</a></h4><p>{}</p></div></aside>",
            OTHERS[2], OTHERS[3]
        ),
        5 => format!(
            "<section class=\"teaser-list\"><h3><a href=/5>A play and its ban</a></h3><p>{} <a href=/5>Read on</a></p></section>",
            OTHERS[4]
        ),
        _ => String::new(),
    };
    page(
        story,
        &format!("{}{}", meta(story), json(story, None)),
        &format!(
            "<body><div class=\"c-site\">{NAV}<main class=\"c-main\"><article class=\"c-article\"><header class=\"c-article__header\"><p class=\"c-article__kicker\">Coast</p><h1>{title}</h1><p class=\"c-article__standfirst\">{standfirst}</p><p class=\"c-article__byline\">By {author}, {date}</p></header>
             <div class=\"c-article__body\">{text}</div><div class=\"c-article__tags\"><a href=/t>Harbour</a><a href=/u>Safety</a></div></article>
             <section class=\"c-stream\"><h2>More from Coast</h2><div class=\"c-card\"><h4><a href=/6>Harvest</a></h4><p>{other}</p></div><div class=\"c-card\"><h4><a href=/2>Grain</a></h4><p>{grain}</p></div></section></main><footer class=\"c-footer\"><p>© {outlet}</p></footer></div></body>",
            title = escape(story.title), standfirst = escape(story.standfirst), author = story.author, date = story.date, outlet = story.outlet,
            text = woven(story, element, between), other = OTHERS[5], grain = OTHERS[1],
        ),
    )
}

/// Old-fashioned: text in one element with two breaks between paragraphs, some in a `div` of its own, banners between them.
fn div_breaks(story: &Story) -> String {
    let write = |part: &Part| match part {
        Part::P(words) if part_number(story, part).is_multiple_of(2) => format!("{}<br><br>\n", escape(words)),
        Part::P(words) => format!("<div>{}<br><br></div>\n", escape(words)),
        Part::H(words) => format!("<b>{}</b><br><br>", escape(words)),
        Part::Caption(words) => format!(
            "<div class=\"foto\"><img src=a.jpg><br><small>{}</small></div>",
            escape(words)
        ),
        other => element(other),
    };
    let banner = "<div align=center><script>show_banner(300);</script><div id=\"banner300\"><a href=http://ads.example/1><img src=b.gif></a></div></div><br>Read also: <a href=/1>Pool to close, council says</a><br><br>";
    page(
        story,
        "",
        &format!(
            "<body><div id=top><a href=/>Main</a> | <a href=/p>Politics</a> | <a href=/e>Economy</a> | <a href=/a>Archive</a></div><div id=left><div class=box><b>News feed</b><br>09:40 <a href=/1>Pool to close</a><br>09:12 <a href=/2>Grain before timber</a><br>08:55 <a href=/3>Water main bursts</a></div></div>
             <div id=center><div class=path><a href=/>Main</a> / <a href=/p>News</a></div><h1>{title}</h1><div class=d>{date}, 08:15 | {author}</div><div class=n><div><b>{standfirst}</b><br><br></div>{text}</div>
             <div class=likes>Found a mistake? Select it and press Ctrl+Enter</div><div class=soc><a href=#>Tweet</a> <a href=#>Like</a></div><div class=oth><b>On the same subject:</b><br><a href=/4>Cable thieves held</a><br><a href=/5>A play and its ban</a></div>
             <form action=/c><b>Your comment</b><br><textarea></textarea><input type=submit></form></div><div id=bottom>© {outlet}, 1999–2025. When using materials a link to the site is required.</div></body>",
            title = escape(story.title), date = story.date, author = story.author, standfirst = escape(story.standfirst), outlet = story.outlet,
            text = woven(story, write, every(3, banner)),
        ),
    )
}
