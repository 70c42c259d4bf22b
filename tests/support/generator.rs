//! Articles for measuring and for tests that need many: invented places, people and bodies, in the shapes that news has.
//!
//! An article is made of its number alone, so that the same number gives the same bytes on every machine. Names and
//! things are drawn so that the first of a list is in every few articles and the last in one of thousands: searches
//! find words, sources and places of every frequency.
#![allow(dead_code, reason = "who includes this uses a part of it")]

use claimbook::{
    ingest,
    store::{Details, NewUpload},
};
use jiff::{ToSpan, civil::date};

/// A word that stands in nearly every article.
pub(crate) const COMMON: &str = "killed";
/// A word of one article in about a thousand.
pub(crate) const RARE: &str = "belfry";
/// A word of one article in about ten thousand.
pub(crate) const RAREST: &str = "ossuary";
/// A source of more than one article in ten.
pub(crate) const HEAVIEST: &str = "Ostra News Agency";

/// The file of article `number`: title, date and outlet in its head, 1.5 to 6 KB in all, some seven claims.
pub(crate) fn article(number: u64) -> String {
    let mut w = Writer::new(number);
    let story = w.story();
    let day = date(2015, 1, 1)
        .checked_add((w.below(4_000) as i64).days())
        .expect("a day of the calendar");
    let outlet = w.often(OUTLETS);
    let mut text = String::new();
    // one in thirty has no title, one in fifty no date
    if !w.one_in(30) {
        text += &format!("Title: {}\n", story.title);
    }
    if !w.one_in(50) {
        text += &format!("Date: {day}\n");
    }
    text += &format!("Source: {outlet}\n\n");
    text += &story.paragraphs.join("\n\n");
    text.push('\n');
    text
}

/// The same as an upload with the claims that the engine finds in it.
pub(crate) fn upload(number: u64) -> NewUpload {
    ingest::read(
        Some(&format!("story-{number}.txt")),
        article(number).into_bytes(),
        &Details::default(),
    )
    .expect("it is plain text")
}

/// The text of one article of at least so many **bytes**: story after story.
pub(crate) fn long_text(bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 6_000);
    let mut number = 0;
    while text.len() < bytes {
        for paragraph in Writer::new(number).story().paragraphs {
            text += &paragraph;
            text += "\n\n";
        }
        number += 1;
    }
    text
}

struct Story {
    title: String,
    paragraphs: Vec<String>,
}

/// What an article is about: chosen once, and used in all its sentences.
struct Scene {
    place: String,
    country: &'static str,
    people: &'static str,
    body: String,
    head: String,
    witness: String,
    society: String,
    dead: u64,
    hurt: u64,
    day: &'static str,
}

/// Draws, and writes what it drew.
struct Writer {
    state: u64,
}

impl Writer {
    fn new(number: u64) -> Writer {
        Writer {
            state: number.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5eed_0f5e_ed0f_5eed,
        }
    }

    /// Splitmix64.
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: u64) -> u64 {
        self.next() % n.max(1)
    }

    fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.below(high - low + 1)
    }

    fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }

    /// Below `n`, low ones far more often: each doubling of the number is as likely as the one before.
    fn low(&mut self, n: u64) -> u64 {
        let bits = u64::from(64 - n.leading_zeros());
        loop {
            let level = self.below(bits);
            let drawn = (1 << level) - 1 + self.below(1 << level);
            if drawn < n {
                return drawn;
            }
        }
    }

    fn any(&mut self, all: &[&'static str]) -> &'static str {
        let i = self.below(all.len() as u64);
        all[i as usize]
    }

    /// The first ones far more often.
    fn often(&mut self, all: &[&'static str]) -> &'static str {
        let i = self.low(all.len() as u64);
        all[i as usize]
    }

    fn place(&mut self) -> String {
        let n = self.low((PLACES.len() * ENDINGS.len()) as u64) as usize;
        format!("{}{}", PLACES[n % PLACES.len()], ENDINGS[n / PLACES.len()])
    }

    fn person(&mut self) -> String {
        let families = FAMILIES.len() * FAMILY_ENDINGS.len();
        let n = self.low((GIVEN.len() * families) as u64) as usize;
        let (given, family) = (n % GIVEN.len(), n / GIVEN.len() * 7 + n % GIVEN.len() * 13);
        let family = family % families;
        format!(
            "{} {}{}",
            GIVEN[given],
            FAMILIES[family % FAMILIES.len()],
            FAMILY_ENDINGS[family / FAMILIES.len()]
        )
    }

    fn body(&mut self, people: &str, place: &str) -> String {
        match self.below(6) {
            0 | 1 => format!("the {people} {}", self.often(MINISTRIES)),
            2 => HEAVIEST.to_owned(),
            3 => format!(
                "the {place} {}",
                self.any(&["governor's office", "city council", "district police"])
            ),
            4 => "police".to_owned(),
            _ => format!(
                "the {place} {}",
                self.any(&["Regional Hospital", "Fire Brigade", "Rescue Service"])
            ),
        }
    }

    /// A number as articles write it, with its hedge where it has one.
    fn number(&mut self, n: u64) -> String {
        let written = match n {
            1 => "one".to_owned(),
            2..=9 => WORDS[n as usize - 2].to_owned(),
            12 if self.one_in(2) => "a dozen".to_owned(),
            24 if self.one_in(2) => "two dozen".to_owned(),
            1_000.. => format!("{},{:03}", n / 1_000, n % 1_000),
            _ => n.to_string(),
        };
        match self.below(9) {
            0 => format!("at least {written}"),
            1 => format!("about {written}"),
            2 => format!("more than {written}"),
            3 if n > 20 => format!("up to {written}"),
            4 if n > 20 => format!("between {} and {n}", n - n / 5),
            _ => written,
        }
    }

    fn scene(&mut self) -> Scene {
        let (country, people) = COUNTRIES[self.low(COUNTRIES.len() as u64) as usize];
        let place = self.place();
        let body = self.body(people, &place);
        let dead = match self.below(10) {
            0 => self.between(100, 4_000),
            1..=3 => self.between(20, 99),
            _ => self.between(2, 19),
        };
        Scene {
            body,
            head: self.person(),
            witness: self.person(),
            society: self.often(SOCIETIES).to_owned(),
            hurt: dead * self.between(1, 4) + self.below(7),
            dead,
            day: self.any(&[
                "Monday",
                "Tuesday",
                "Wednesday",
                "Thursday",
                "Friday",
                "Saturday",
                "Sunday",
            ]),
            place,
            country,
            people,
        }
    }

    fn story(&mut self) -> Story {
        let s = self.scene();
        let (title, mut paragraphs) = match self.below(7) {
            0 | 1 => self.attack(&s),
            2 => self.flood(&s),
            3 => self.battle(&s),
            4 => self.statement(&s),
            5 => self.disputed(&s),
            _ => self.boat(&s),
        };
        let claims = paragraphs.len();
        for i in 0..self.between(3, 12) as usize {
            let at = claims.min(1 + i);
            let background = self.background(&s);
            paragraphs.insert(at.max(1) + (i % claims.max(1)), background);
        }
        if self.one_in(4) {
            paragraphs.push(self.any(ASIDES).to_owned());
        }
        Story { title, paragraphs }
    }

    fn attack(&mut self, s: &Scene) -> (String, Vec<String>) {
        let Scene {
            place,
            body,
            head,
            witness,
            people,
            day,
            ..
        } = s;
        let weapon = self.any(&[
            "car bomb",
            "truck bomb",
            "rocket",
            "roadside bomb",
            "drone",
            "mortar shell",
        ]);
        let target = self.often(THINGS);
        let (dead, hurt) = (self.number(s.dead), self.number(s.hurt));
        let children = self.number(self.state % 4 + 1);
        let rank = self.any(&["Colonel", "Major", "Captain", "Brigadier"]);
        (
            format!("{} hits {place} {target}, killing {}", capital(weapon), s.dead),
            vec![
                format!(
                    "{} — {} people were killed and {hurt} injured when a {weapon} exploded beside a {target} on {day}, {body} said.",
                    place.to_uppercase(),
                    capital(&dead)
                ),
                format!(
                    "Among the dead were {children} children, said {rank} {head}, who leads the emergency service of {place}. “We are still looking under the rubble,” {} told reporters.",
                    family(head)
                ),
                format!(
                    "“I heard one bang and then nothing,” said {witness}, who was selling bread across the street."
                ),
                format!(
                    "{} people were still missing on {day} night, according to {}.",
                    capital(&self.number(s.dead % 9 + 3)),
                    s.society
                ),
                format!(
                    "{people} police arrested {} men at a checkpoint two hours after the blast.",
                    self.number(s.hurt % 5 + 2)
                ),
            ],
        )
    }

    fn flood(&mut self, s: &Scene) -> (String, Vec<String>) {
        let Scene {
            place,
            body,
            head,
            country,
            day,
            ..
        } = s;
        let cause = self.any(&["Floods", "A landslide", "A storm", "An earthquake"]);
        let dead = self.number(s.dead);
        let fled = self.number(s.hurt * 100 + 40);
        (
            format!("{cause} near {place}: {} dead", s.dead),
            vec![
                format!(
                    "{cause} in the hills above {place} killed {dead} people and forced {fled} others from their homes, {body} said on {day}."
                ),
                format!(
                    "{} villagers drowned when the river Sarn broke its banks, the mayor of {place}, {head}, said.",
                    capital(&self.number(s.dead / 2 + 2))
                ),
                format!(
                    "“The water came at night, and nobody warned us,” {} added.",
                    family(head)
                ),
                format!(
                    "{} said it had sent {} volunteers to the north of {country}.",
                    capital(&s.society),
                    self.number(s.hurt % 80 + 10)
                ),
            ],
        )
    }

    fn battle(&mut self, s: &Scene) -> (String, Vec<String>) {
        let Scene {
            place,
            head,
            people,
            witness,
            day,
            body,
            ..
        } = s;
        let rebels = self.often(REBELS);
        let dead = self.number(s.dead);
        (
            format!("{people} army and {rebels} fight over {place}"),
            vec![
                format!(
                    "Fighting between {people} soldiers and the {rebels} for the town of {place} left {dead} soldiers dead on {day}, according to {body}."
                ),
                format!(
                    "A spokesman for the {rebels}, {witness}, denied that {} of its fighters had been killed. “They count the same bodies twice,” he said.",
                    self.number(s.hurt)
                ),
                format!(
                    "The {people} army has deployed {} troops along the Sarn since last week, said General {head}.",
                    self.number(s.hurt * 50 + 500)
                ),
                format!(
                    "{} fighters were captured, and {} civilians fled towards the coast, {} reported.",
                    capital(&self.number(s.dead % 30 + 2)),
                    self.number(s.hurt * 20 + 100),
                    s.society
                ),
            ],
        )
    }

    fn statement(&mut self, s: &Scene) -> (String, Vec<String>) {
        let Scene {
            place,
            head,
            people,
            witness,
            country,
            day,
            ..
        } = s;
        let promise = self.any(&[
            "rebuild the bridge",
            "withdraw the troops",
            "pay the families",
            "open the archives",
            "hold a vote",
        ]);
        (
            format!("{head} promises to {promise}"),
            vec![
                format!("{people} Prime Minister {head} promised on {day} to {promise} within a year."),
                format!(
                    "“We owe it to the people of {place},” {} told parliament. “Nobody in {country} will be left behind.”",
                    family(head)
                ),
                format!(
                    "Opposition leader {witness} called the speech “a list of old promises” and said that {} workers had lost their lives since the last one.",
                    self.number(s.dead)
                ),
                format!("A senior official who spoke on condition of anonymity said the cabinet had not been told."),
                format!(
                    "{} people were detained at a protest outside the ministry, police said.",
                    capital(&self.number(s.hurt))
                ),
            ],
        )
    }

    fn disputed(&mut self, s: &Scene) -> (String, Vec<String>) {
        let Scene {
            place,
            head,
            people,
            witness,
            body,
            day,
            ..
        } = s;
        let (low, high) = (s.dead, s.dead + s.hurt);
        (
            format!("Tolls differ after {place} raid"),
            vec![
                format!(
                    "{} said {} people were killed in a raid on {place} on {day}; the {people} government put the number at {}.",
                    capital(&s.society),
                    self.number(high),
                    self.number(low)
                ),
                format!("“Every one of them had a name,” said {head}, a lawyer for the families."),
                format!(
                    "The toll could rise to {}, {body} warned, citing rescue workers.",
                    high * 2
                ),
                format!(
                    "{witness}, a doctor at the clinic, said that {} wounded were brought in before midnight, {} of them children.",
                    self.number(s.hurt),
                    self.number(s.hurt % 9 + 2)
                ),
                format!(
                    "An earlier report that {} soldiers had died was withdrawn.",
                    self.number(low / 2 + 2)
                ),
            ],
        )
    }

    fn boat(&mut self, s: &Scene) -> (String, Vec<String>) {
        let Scene {
            place,
            head,
            witness,
            body,
            day,
            people,
            ..
        } = s;
        let vessel = self.any(&["ferry", "fishing boat", "dinghy", "river barge"]);
        (
            format!("{} sinks off {place}", capital(vessel)),
            vec![
                format!(
                    "{} passengers were missing after a {vessel} sank off {place} on {day}, {body} said.",
                    capital(&self.number(s.hurt))
                ),
                format!(
                    "The bodies of {} people were found on the beach, the {people} coast guard said in a statement.",
                    self.number(s.dead)
                ),
                format!("“We held on to a door for six hours,” said {witness}, one of the survivors."),
                format!("{head}, the harbour master, told {HEAVIEST} that the {vessel} had no permit to carry people."),
            ],
        )
    }

    /// A paragraph of two to four sentences that claims nothing.
    fn background(&mut self, s: &Scene) -> String {
        let mut sentences = Vec::new();
        for _ in 0..self.between(2, 4) {
            let thing = self.often(THINGS);
            let other = self.low(THINGS.len() as u64 / 2) as usize + THINGS.len() / 2;
            let other = THINGS[other];
            let place = self.place();
            let how = self.often(HOW);
            sentences.push(match self.below(9) {
                0 => format!(
                    "{} lies {how} between the {thing} and the road to {place}, and has changed hands more than once.",
                    s.place
                ),
                1 => format!(
                    "The {thing} was built {how} by settlers from {place}, and the {other} beside it is older still."
                ),
                2 => {
                    format!("For years the valley lived {how} from the {other}, until the road to {place} was closed.")
                }
                3 => format!("Prices at the {thing} have doubled since spring, and buses to {place} run only {how}."),
                4 => format!(
                    "Elections in {} are due in autumn, and posters hang {how} from the {thing} to the {other}.",
                    s.country
                ),
                5 => format!("The road from {place} passes a {thing}, a {other} and a row of poplars."),
                6 => format!("Schools stayed shut, and the {other} was {how} turned into a shelter."),
                7 => format!(
                    "Relations between {} and its neighbours have been {how} strained since the treaty of {place}.",
                    s.country
                ),
                _ => format!("A {thing} near {place} was {how} closed last winter for want of fuel."),
            });
        }
        match () {
            () if self.one_in(5_000) => sentences.push(format!("An old {RAREST} stands on the hill.")),
            () if self.one_in(7_000) => {
                sentences.push(format!("The {RARE} of {} could be seen through the smoke.", s.place))
            }
            () => {}
        }
        sentences.join(" ")
    }
}

fn family(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or(name)
}

fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}

const WORDS: &[&str] = &["two", "three", "four", "five", "six", "seven", "eight", "nine"];

const COUNTRIES: &[(&str, &str)] = &[
    ("Ardenia", "Ardenian"),
    ("Ostrava Major", "Ostravan"),
    ("Kelmark", "Kelmarkian"),
    ("Veshenia", "Veshenian"),
    ("Tamaria", "Tamarian"),
    ("Lorvane", "Lorvanian"),
    ("Suhrestan", "Suhrestani"),
    ("Ibaria", "Ibarian"),
    ("Noravia", "Noravian"),
    ("Qaldur", "Qalduri"),
];

const OUTLETS: &[&str] = &[
    "Ostra Courier",
    "The Ardenian Times",
    "Harbour Post",
    "Kelmark Daily",
    "Radio Sarn",
    "The Valley Echo",
    "Morning Lantern",
    "Veshenia Today",
    "The Tamarian",
    "Coast Gazette",
    "Lorvane Herald",
    "Noravia Wire",
    "Qaldur Observer",
    "The Poplar Row",
    "Ibaria Journal",
    "North Sarn Mirror",
];

const MINISTRIES: &[&str] = &[
    "Interior Ministry",
    "Health Ministry",
    "Defence Ministry",
    "Foreign Ministry",
    "Justice Ministry",
];

const SOCIETIES: &[&str] = &[
    "the Red Lantern relief society",
    "the Sarn Valley Watch",
    "Doctors Beyond Rivers",
    "the Open Roads Alliance",
    "the Council for Missing Persons",
    "the Ardenian Bar Association",
    "the Kelmark Rights Forum",
    "the Widows’ League",
];

const REBELS: &[&str] = &[
    "Free Sarn Front",
    "Black Poplar Brigade",
    "Northern League",
    "Army of the Two Rivers",
];

const PLACES: &[&str] = &[
    "Kars", "Dun", "Ostr", "Mar", "Vel", "Tor", "Bren", "Hal", "Ink", "Lom", "Sarn", "Pel", "Quor", "Ras", "Tem",
    "Ush", "Vard", "Wes", "Yar", "Zel", "Arn", "Bel", "Cor", "Drev", "Elm", "Fal", "Gor", "Hest", "Isk", "Jor", "Kelm",
    "Lund",
];

const ENDINGS: &[&str] = &[
    "ova", "frey", "hold", "en", "mouth", "ask", "iva", "dale", "or", "grad", "ena", "wick", "amar", "stead", "ith",
    "ulm", "avar", "esk", "by", "oria", "ent", "agan", "ost", "ury", "eth", "imal",
];

const GIVEN: &[&str] = &[
    "Ivo", "Helena", "Tomas", "Ilse", "Mara", "Anton", "Selim", "Rada", "Joren", "Nadia", "Karel", "Lena", "Osman",
    "Petra", "Rurik", "Sanna", "Timur", "Ursa", "Viktor", "Wanda", "Yusuf", "Zora", "Adil", "Berta", "Cyril", "Dina",
    "Emil", "Farid", "Greta", "Hakan", "Irina", "Jonas", "Kamil", "Lidia", "Milan", "Noor", "Oskar", "Pavel", "Qasim",
    "Rosa",
];

const FAMILIES: &[&str] = &[
    "Brand", "Ar", "Reik", "Torv", "Quell", "Varg", "Lorn", "Dresk", "Hask", "Jant", "Kov", "Mard", "Nill", "Orl",
    "Pesk", "Rand", "Sev", "Tarn", "Ulv", "Vost", "Wend", "Yost", "Zab", "Alt", "Bask", "Cald", "Dorn", "Erl", "Fenn",
    "Gant",
];

const FAMILY_ENDINGS: &[&str] = &[
    "t", "o", "ald", "a", "ov", "en", "ic", "ari", "ström", "ano", "u", "ero", "ek", "idze", "ulu", "man", "ette",
    "is", "ó", "ine",
];

/// The first ones are in most articles, the last in few.
const THINGS: &[&str] = &[
    "market",
    "station",
    "bridge",
    "school",
    "square",
    "harbour",
    "factory",
    "mosque",
    "church",
    "hotel",
    "bakery",
    "mill",
    "library",
    "barracks",
    "stadium",
    "clinic",
    "orchard",
    "quarry",
    "granary",
    "lighthouse",
    "monastery",
    "tannery",
    "brewery",
    "cannery",
    "sawmill",
    "customs house",
    "post office",
    "theatre",
    "museum",
    "warehouse",
    "vineyard",
    "cistern",
    "aqueduct",
    "observatory",
    "foundry",
    "shipyard",
    "tollgate",
    "windmill",
    "reservoir",
    "greenhouse",
    "apiary",
    "kiln",
    "pontoon",
    "causeway",
    "funicular",
    "rampart",
    "smithy",
    "smokehouse",
    "ropewalk",
    "chandlery",
    "saltworks",
    "glassworks",
    "distillery",
    "creamery",
    "hatchery",
    "stud farm",
    "ice house",
    "powder mill",
    "lazaret",
    "catacomb",
    "planetarium",
    "arboretum",
    "velodrome",
    "semaphore",
];

const HOW: &[&str] = &[
    "largely",
    "quietly",
    "for decades",
    "in part",
    "by and large",
    "seldom",
    "without notice",
    "hastily",
    "reluctantly",
    "stubbornly",
    "piecemeal",
    "inexplicably",
    "surreptitiously",
    "grudgingly",
    "haphazardly",
    "ostentatiously",
];

const ASIDES: &[&str] = &[
    "SUBSCRIBE TO OUR MORNING BRIEFING",
    "CLICK HERE FOR MORE NEWS",
    "Ostra News Agency contributed to this report.",
    "Related Coverage: What we know so far",
];
