//! Articles of the project's own, as known text and as what every format is written from.

/// A part of an article.
pub(crate) enum Part {
    P(&'static str),
    H(&'static str),
    List(&'static [&'static str]),
    Table(&'static [&'static [&'static str]]),
    Caption(&'static str),
}

use Part::{Caption, H, List, P, Table};

pub(crate) struct Story {
    pub(crate) title: &'static str,
    pub(crate) author: &'static str,
    pub(crate) outlet: &'static str,
    pub(crate) date: jiff::civil::Date,
    pub(crate) address: &'static str,
    pub(crate) standfirst: &'static str,
    pub(crate) parts: &'static [Part],
}

impl Story {
    /// All words of its text, in order.
    pub(crate) fn text(&self) -> String {
        let mut lines = vec![self.standfirst.to_owned()];
        for part in self.parts {
            match part {
                P(words) | H(words) | Caption(words) => lines.push((*words).to_owned()),
                List(items) => lines.extend(items.iter().map(|&item| item.to_owned())),
                Table(rows) => lines.extend(rows.iter().map(|row| row.join(" "))),
            }
        }
        lines.join("\n\n")
    }

    /// Its paragraphs, where a format knows nothing else.
    pub(crate) fn paragraphs(&self) -> Vec<&'static str> {
        let prose = self.parts.iter().filter_map(|part| match part {
            P(words) => Some(*words),
            _ => None,
        });
        std::iter::once(self.standfirst).chain(prose).collect()
    }
}

pub(crate) const STORIES: &[Story] = &[FERRY, CANNERY, TALKS];

const FERRY: Story = Story {
    title: "Ferry sinks off Maren, at least 12 drown",
    author: "Ilse Torvald",
    outlet: "The Harbour Post",
    date: jiff::civil::date(2024, 5, 3),
    address: "https://harbourpost.example/2024/05/03/ferry-sinks-off-maren",
    standfirst: "The boat had been taken out of service twice this year, and the company let it sail with too few boats.",
    parts: &[
        P(
            "PORT MAREN — A ferry on its way to the island of Sarn went down within minutes on Friday morning, and at least 12 people drowned, the coast guard said. Another 40 were pulled from the water, nine of them badly hurt.",
        ),
        P(
            "“We heard a bang, and then the lights were gone,” said Jon Reyk, a baker from Sarn who was on his way to work. “People jumped. I did not see the crew.”",
        ),
        Caption("The ferry Aurelia in the harbour of Maren, two weeks before it sank."),
        P(
            "The coast guard’s spokeswoman, Mara Quell, said that divers had reached the wreck at noon and that the search would go on through the night. She did not rule out that the number of dead could rise to 20.",
        ),
        H("What the company knew"),
        P(
            "Inspectors had found holes in the hull in January and again in March, according to two people who have seen their reports. The company, Sarn Lines, declined to say why the boat had been allowed to sail.",
        ),
        List(&[
            "In January, a pump failed and three passengers were treated for shock.",
            "In March, the boat was kept in port for nine days.",
            "On Thursday, the captain asked for more life jackets and was given none.",
        ]),
        P(
            "The minister of transport, Henrik Dahl, called the sinking “a disgrace for all of us” and promised an inquiry. The opposition asked him to resign.",
        ),
        Table(&[
            &["Year", "Ferries lost", "Dead"],
            &["2011", "1", "7"],
            &["2017", "2", "31"],
            &["2024", "1", "12"],
        ]),
        P(
            "Most of the passengers were workers at the cannery of Sarn, which stopped its machines on Friday afternoon. “Half of my shift was on that boat,” a foreman said, holding a list of names.",
        ),
        P(
            "The harbour clinic has asked people to give blood. It is open until midnight, and the town’s buses are free of charge for those who come.",
        ),
    ],
};

const CANNERY: Story = Story {
    title: "Fire at cannery kills seven workers on night shift",
    author: "Tomas Brandt",
    outlet: "Sarn Courier",
    date: jiff::civil::date(2023, 11, 18),
    address: "https://sarncourier.example/news/fire-at-cannery",
    standfirst: "Doors on the ground floor were locked when the fire broke out, survivors told this newspaper on Saturday.",
    parts: &[
        P(
            "Seven people were killed and 23 injured when a fire tore through the fish cannery of Sarn in the early hours of Saturday, the fire brigade said.",
        ),
        P(
            "The blaze began in a store of cardboard at about 2 a.m. and had reached the first floor before the alarm went off, said the head of the brigade, Lena Voss.",
        ),
        P(
            "“The doors were locked, as they are every night,” said one of the workers, who asked not to be named because she fears for her job. “We broke a window with a fish crate.”",
        ),
        P(
            "The cannery’s owner, Sarn Foods, said in a statement that all exits had been “in working order” and that it would help the investigators in every way it can.",
        ),
        P(
            "Of the injured, 15 were still in hospital on Saturday evening, four of them in intensive care, according to the harbour clinic.",
        ),
        P(
            "It was the third fire at the plant in six years. In 2019, a worker died when an oven exploded; the company paid a fine of 40,000 crowns.",
        ),
        P(
            "The union called for a strike on Monday. “We will not go back before every door has been opened,” said its leader, Ilse Torvald.",
        ),
    ],
};

const TALKS: Story = Story {
    title: "Ardenia and Karsk agree on exchange of 180 prisoners",
    author: "Mara Quell and Henrik Dahl",
    outlet: "Ardenian Courier",
    date: jiff::civil::date(2025, 2, 7),
    address: "https://courier.example/world/exchange-of-prisoners",
    standfirst: "The deal was reached after three days of talks in the border town of Velm, officials of both sides said.",
    parts: &[
        P(
            "VELM (Courier) — Ardenia and Karsk have agreed to exchange 180 prisoners of war, 90 from each side, in what would be the largest such step since the fighting began in autumn.",
        ),
        P(
            "The exchange is to take place on the bridge at Velm on Sunday. Both armies will hold their fire along a stretch of 12 kilometres from dawn to dusk, said Oskar Lind, who led the Ardenian delegation.",
        ),
        H("Wounded first"),
        P(
            "Some 30 wounded soldiers will cross first, followed by those who have been held longest. Karsk says that it holds about 400 Ardenians; Ardenia puts the number of its missing at more than 650.",
        ),
        P(
            "“Every name on that list is a family that can sleep again,” Mr Lind told reporters. He would not say what had been given in return.",
        ),
        P(
            "The Karsk foreign ministry confirmed the agreement but spoke of “up to 180” prisoners. Two earlier exchanges, in December and in January, brought home 56 and 34 people.",
        ),
        P(
            "Relatives who had gathered in front of the town hall were wary. “They told us the same in January,” said Anna Reyk, whose son has been missing since a battle near Dorn in which, by official count, 41 Ardenians died.",
        ),
    ],
};
