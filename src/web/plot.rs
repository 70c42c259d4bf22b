//! The picture over a list of figures: date and number, on a logarithmic scale, drawn by the server.
//!
//! x is in per cent of the picture's width and y in pixels, so that type never shrinks. The table below the picture has
//! the same rows; the picture shows those that have a date and a number.

use super::show;
use crate::{
    claim::{Effect, Modality},
    store::FigureRow,
};
use jiff::civil::Date;

/// y of one person.
const BOTTOM: f64 = 330.0;
/// y of the highest power of ten.
const TOP: f64 = 24.0;
/// y of no one.
const NONE: f64 = 366.0;
/// x of the first and of the last day, in per cent. The words of the scale stand to the left of the picture.
const SIDES: (f64, f64) = (5.0, 91.0);
/// Dots nearer than this would touch, in pixels.
const TOUCH: f64 = 22.0;
/// What a per cent of the width is taken for when it is compared with pixels: a picture of 1,000 px.
const PERCENT: f64 = 10.0;
/// The same of a telephone's picture, 300 px: no dot may be moved over its edge.
const NARROW: f64 = 3.0;

/// The picture.
pub(crate) struct Plot {
    /// Lines of the scale, with their words.
    pub grid: Vec<(String, String)>,
    /// Days below the picture: x in per cent, words, and whether it is the first or the last, which has room in the
    /// narrowest picture too.
    pub days: Vec<(String, String, bool)>,
    /// Whether a figure of nobody is among them.
    pub none: bool,
    /// The figures.
    pub dots: Vec<Dot>,
    /// How many rows have no date, or no number.
    pub left_out: usize,
}

/// One figure.
pub(crate) struct Dot {
    /// In per cent.
    pub x: String,
    /// In pixels, to the side of x.
    pub dx: i32,
    /// In pixels.
    pub y: i32,
    /// Its shape.
    pub effect: Effect,
    /// The class of its state: empty if asserted.
    pub class: &'static str,
    /// Arrow, bar or stroke, as a path.
    pub path: String,
    /// The figure in words.
    pub title: String,
    /// Its place.
    pub href: String,
    /// Its words beside it, where they meet nothing: x, y, `text-anchor`, words.
    pub label: Option<(i32, i32, &'static str, String)>,
}

impl Plot {
    /// The picture of these rows; `None` where they are not of two days at least: then the table says it all.
    pub(crate) fn of(rows: &[FigureRow]) -> Option<Plot> {
        let mut dated: Vec<(&FigureRow, Date, u64)> = rows
            .iter()
            .filter_map(|f| Some((f, date(f)?, show::data(f)?)))
            .collect();
        // a dot makes way to the right first: a later one for an earlier one
        dated.sort_by_key(|(_, date, _)| *date);
        let first = dated.iter().map(|(_, d, _)| *d).min()?;
        let last = dated.iter().map(|(_, d, _)| *d).max()?;
        if first == last {
            return None;
        }
        let highest = dated.iter().map(|(f, _, n)| f.high.unwrap_or(*n).max(*n)).max()?;
        let decades = (1..)
            .find(|&d| 10u64.checked_pow(d).is_none_or(|p| p >= highest))
            .unwrap_or(1);
        let scale = Scale { first, last, decades };

        let mut dots: Vec<Dot> = dated.iter().map(|(f, date, _)| scale.dot(f, *date)).collect();
        part(&mut dots);
        label(&mut dots, &dated.iter().map(|(f, ..)| *f).collect::<Vec<_>>());
        let grid = (0..=decades)
            .map(|d| {
                let words = 10u64.checked_pow(d).map_or_else(|| format!("10^{d}"), power);
                (format!("{:.0}", scale.y_of_decade(f64::from(d))), words)
            })
            .collect();
        Some(Plot {
            grid,
            days: scale.days(),
            none: dated.iter().any(|(_, _, n)| *n == 0),
            left_out: rows.len() - dots.len(),
            dots,
        })
    }
}

/// `1,000`, `10 million`: short enough to stand beside the picture.
fn power(n: u64) -> String {
    match n {
        0..1_000_000 => show::count(n),
        1_000_000..1_000_000_000 => format!("{} million", n / 1_000_000),
        _ => format!("10^{}", n.ilog10()),
    }
}

/// When it was said, as far as that is known to the day; else the article's day.
fn date(f: &FigureRow) -> Option<Date> {
    let said = f
        .said
        .as_ref()
        .and_then(|t| t.date)
        .filter(|(_, p)| *p == crate::claim::Precision::Day);
    said.map(|(date, _)| date).or(f.article.date)
}

struct Scale {
    first: Date,
    last: Date,
    decades: u32,
}

impl Scale {
    fn x(&self, date: Date) -> f64 {
        let all = days_between(self.first, self.last);
        if all == 0 {
            return (SIDES.0 + SIDES.1) / 2.0;
        }
        SIDES.0 + (SIDES.1 - SIDES.0) * days_between(self.first, date) as f64 / all as f64
    }

    fn y_of_decade(&self, decade: f64) -> f64 {
        BOTTOM - (BOTTOM - TOP) * decade / f64::from(self.decades)
    }

    fn y(&self, n: u64) -> f64 {
        if n == 0 {
            NONE
        } else {
            self.y_of_decade((n as f64).log10())
        }
    }

    fn dot(&self, f: &FigureRow, date: Date) -> Dot {
        let (low, high) = (f.low.map(|n| self.y(n)), f.high.map(|n| self.y(n)));
        let y = match (low, high) {
            (Some(low), Some(high)) => (low + high) / 2.0,
            (Some(y), None) | (None, Some(y)) => y,
            (None, None) => NONE,
        };
        let state = match f.modality {
            Modality::Asserted => String::new(),
            other => format!(" ({other})"),
        };
        Dot {
            x: format!("{:.1}%", self.x(date)),
            dx: 0,
            y: y.round() as i32,
            effect: f.effect,
            class: match f.modality {
                Modality::Asserted => "",
                Modality::Denied => "denied",
                Modality::Hypothetical => "hypothetical",
            },
            path: String::new(),
            title: format!("{}{state}, {}", show::figure_line(f), show::day(&date)),
            href: show::place(f.article.id, &f.anchor),
            label: None,
        }
        .with_path(f, low, high)
    }

    /// The first and the last day, and as many months or years between as have room.
    fn days(&self) -> Vec<(String, String, bool)> {
        let mut days = vec![(self.first, show::day(&self.first))];
        let months = (i32::from(self.last.year()) - i32::from(self.first.year())) * 12 + i32::from(self.last.month())
            - i32::from(self.first.month());
        let step = [1, 2, 3, 6, 12, 24, 60, 120, 600, 1200, 6000]
            .into_iter()
            .find(|step| months / step <= 6)
            .unwrap_or(12_000);
        for i in 1..=months {
            let month = i32::from(self.first.month()) - 1 + i;
            let (year, month) = (i32::from(self.first.year()) + month / 12, month % 12);
            if (year * 12 + month) % step != 0 {
                continue;
            }
            if let Ok(date) = Date::new(year as i16, month as i8 + 1, 1) {
                let words = if step >= 12 {
                    year.to_string()
                } else {
                    show::day(&date)[2..].to_owned()
                };
                days.push((date, words));
            }
        }
        if self.last > self.first {
            days.push((self.last, show::day(&self.last)));
        }
        // the ends stay; what comes too near to a neighbour goes
        let mut kept: Vec<(f64, String, bool)> = Vec::new();
        let end = self.x(self.last);
        let count = days.len();
        for (i, (date, words)) in days.into_iter().enumerate() {
            let x = self.x(date);
            let is_end = i == 0 || i + 1 == count;
            if is_end || (kept.last().is_none_or(|(before, ..)| x - before > 11.0) && end - x > 11.0) {
                kept.push((x, words, is_end));
            }
        }
        kept.into_iter()
            .map(|(x, words, is_end)| (format!("{x:.1}%"), words, is_end))
            .collect()
    }
}

impl Dot {
    fn with_path(mut self, f: &FigureRow, low: Option<f64>, high: Option<f64>) -> Dot {
        let y = self.y;
        // drawn at x = 0 and moved with the dot
        self.path = match (low, high) {
            (Some(_), None) => format!("M0 {}v-34m-4 6l4 -6l4 6", y - 7),
            (None, Some(_)) => format!("M0 {}v34m-4 -6l4 6l4 -6", y + 7),
            (Some(low), Some(high)) if f.low != f.high => {
                format!("M0 {low:.0}V{high:.0}M-6 {low:.0}h12M-6 {high:.0}h12")
            }
            _ => String::new(),
        };
        if f.modality == Modality::Denied {
            self.path.push_str(&format!("M-10 {}l20 -20", y + 10));
        }
        self
    }

    /// The highest and the lowest pixel of dot and arrow.
    fn extent(&self) -> (f64, f64) {
        let y = f64::from(self.y);
        let up = if self.path.contains("v-34") { 44.0 } else { 10.0 };
        let down = if self.path.contains("v34") { 44.0 } else { 10.0 };
        (y - up, y + down)
    }

    fn percent(&self) -> f64 {
        self.x.trim_end_matches('%').parse().unwrap_or_default()
    }

    /// In pixels of a picture 1,000 px wide.
    fn centre(&self) -> f64 {
        self.percent() * PERCENT + f64::from(self.dx)
    }
}

/// Moves dots that would touch to the side, by turns right and left.
fn part(dots: &mut [Dot]) {
    for i in 0..dots.len() {
        let (before, rest) = dots.split_at_mut(i);
        let dot = &mut rest[0];
        let percent = dot.percent();
        let (left, right) = (8.0 - percent * NARROW, (100.0 - percent) * NARROW - 8.0);
        let steps = (0..32).map(|step| (step + 1) / 2 * 22 * if step % 2 == 0 { -1 } else { 1 });
        for dx in steps.filter(|&dx| dx == 0 || (left..=right).contains(&f64::from(dx))) {
            dot.dx = dx;
            let (top, bottom) = dot.extent();
            let free = |other: &Dot| {
                let (other_top, other_bottom) = other.extent();
                (other.centre() - dot.centre()).abs() >= TOUCH || bottom < other_top || other_bottom < top
            };
            if before.iter().all(free) {
                break;
            }
        }
    }
}

/// Writes the numbers beside their dots, where they meet no dot and no other label.
fn label(dots: &mut [Dot], rows: &[&FigureRow]) {
    // (left, right, top, bottom)
    let mut taken: Vec<(f64, f64, f64, f64)> = dots
        .iter()
        .map(|d| {
            let (top, bottom) = d.extent();
            (d.centre() - 10.0, d.centre() + 10.0, top, bottom)
        })
        .collect();
    for (dot, f) in dots.iter_mut().zip(rows) {
        let mut words: Vec<&str> = show::before(f).map(|w| w.words.as_str()).collect();
        words.push(&f.number.words);
        words.extend(show::behind(f).map(|w| w.words.as_str()));
        let mut words = show::shortened(words.join(" "), 28);
        if f.modality == Modality::Denied {
            words.push_str(", denied");
        }
        let width = words.chars().count() as f64 * 7.2;
        let (x, y) = (dot.centre(), f64::from(dot.y));
        for (anchor, left) in [("start", x + 12.0), ("end", x - 12.0 - width)] {
            let space = (left, left + width, y - 8.0, y + 8.0);
            let inside = space.0 >= 0.0 && space.1 <= 1000.0;
            let free = taken
                .iter()
                .all(|t| space.1 < t.0 || t.1 < space.0 || space.3 < t.2 || t.3 < space.2);
            if inside && free {
                let side = if anchor == "start" { 12 } else { -12 };
                dot.label = Some((dot.dx + side, dot.y + 4, anchor, words));
                taken.push(space);
                break;
            }
        }
    }
}

fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        claim::Precision,
        store::{ArticleRef, When, Words},
        text::CharSpan,
        web::fixture,
    };
    use jiff::civil::date;

    fn row(day: Option<Date>, low: Option<u64>, high: Option<u64>) -> FigureRow {
        let number = Words {
            at: CharSpan { start: 0, end: 2 },
            words: low.or(high).unwrap_or(0).to_string(),
        };
        let article = ArticleRef {
            id: 1,
            title: None,
            opening: String::new(),
            date: day,
            outlet: None,
        };
        FigureRow {
            low,
            high,
            ..fixture::figure(article, number)
        }
    }

    const A: Option<Date> = Some(date(2031, 1, 1));
    const B: Option<Date> = Some(date(2031, 2, 1));

    #[test]
    fn higher_numbers_stand_higher_and_later_days_further_right() {
        let rows = [
            row(A, Some(10), Some(10)),
            row(B, Some(1000), Some(1000)),
            row(Some(date(2031, 3, 1)), Some(0), Some(0)),
        ];
        let plot = Plot::of(&rows).unwrap();
        assert!(plot.dots[1].y < plot.dots[0].y && plot.dots[0].y < plot.dots[2].y);
        assert!(plot.dots[0].centre() < plot.dots[1].centre() && plot.dots[1].centre() < plot.dots[2].centre());
        assert!(plot.none);
        assert_eq!(plot.grid.last().unwrap().1, "1,000");
        assert_eq!(plot.days.first().unwrap().1, "1 Jan 2031");
        assert_eq!(plot.days.last().unwrap().1, "1 Mar 2031");
    }

    #[test]
    fn open_ends_are_arrows_and_ranges_are_bars() {
        let mut denied = row(B, Some(5), Some(5));
        denied.modality = Modality::Denied;
        let rows = [
            row(A, Some(10), None),
            row(A, Some(120), Some(150)),
            row(B, None, Some(70)),
            denied,
        ];
        let plot = Plot::of(&rows).unwrap();
        for (dot, shape) in plot.dots.iter().zip(["v-34", "h12", "v34", "l20"]) {
            assert!(dot.path.contains(shape), "{shape} is not in {}", dot.path);
        }
        assert_eq!(plot.dots[3].class, "denied");
        assert!(plot.dots[3].title.contains("(denied)"));
    }

    #[test]
    fn dots_of_one_day_do_not_touch() {
        let mut rows = vec![row(Some(date(2031, 5, 1)), Some(9), Some(9))];
        rows.extend((0..12).map(|_| row(A, Some(50), None)));
        let plot = Plot::of(&rows).unwrap();
        for (i, a) in plot.dots.iter().enumerate() {
            assert!(
                plot.dots[..i].iter().all(|b| (a.centre() - b.centre()).abs() >= TOUCH),
                "{i}"
            );
        }
    }

    #[test]
    fn of_two_days_that_touch_the_later_one_makes_way_to_the_right() {
        let rows = [
            row(Some(date(2031, 5, 1)), Some(9), Some(9)),
            row(Some(date(2030, 5, 2)), Some(14), Some(14)),
            row(Some(date(2030, 5, 1)), Some(13), Some(13)),
        ];
        let plot = Plot::of(&rows).unwrap();
        assert!(plot.dots[0].title.contains("13") && plot.dots[1].title.contains("14"));
        assert!(plot.dots[0].centre() + TOUCH <= plot.dots[1].centre());
    }

    #[test]
    fn no_dot_is_moved_over_the_edge_of_a_narrow_picture() {
        let mut rows: Vec<FigureRow> = (0..12).map(|_| row(A, Some(50), None)).collect();
        rows.extend((0..12).map(|_| row(B, Some(50), None)));
        for dot in Plot::of(&rows).unwrap().dots {
            let x = dot.percent() * NARROW + f64::from(dot.dx);
            assert!((0.0..=100.0 * NARROW).contains(&x), "{x}");
        }
    }

    #[test]
    fn what_has_no_day_or_no_number_is_counted_and_not_drawn() {
        let rows = [
            row(A, Some(1), None),
            row(B, Some(2), None),
            row(None, Some(3), None),
            row(A, None, None),
        ];
        let plot = Plot::of(&rows).unwrap();
        assert_eq!((plot.dots.len(), plot.left_out), (2, 2));
        assert!(Plot::of(&rows[2..]).is_none());
        assert!(
            Plot::of(&[row(A, Some(1), None), row(A, Some(2), None)]).is_none(),
            "one day is no picture"
        );
    }

    #[test]
    fn the_day_it_was_said_counts() {
        let mut said = row(A, Some(3), None);
        said.said = Some(When {
            words: said.number.clone(),
            date: Some((date(2030, 12, 1), Precision::Day)),
        });
        assert_eq!(
            Plot::of(&[said, row(A, Some(1), None)]).unwrap().days[0].1,
            "1 Dec 2030"
        );
    }

    #[test]
    fn a_group_that_says_the_effect_is_not_followed_by_it() {
        for (group, end) in [
            ("bodies", "9 bodies"),
            ("dead Soldiers", "9 dead Soldiers"),
            ("soldiers", "9 soldiers killed"),
        ] {
            let mut f = row(A, Some(9), Some(9));
            f.group = Some(Words {
                words: group.into(),
                ..f.number.clone()
            });
            assert_eq!(show::figure_line(&f), end);
        }
    }

    #[test]
    fn far_ends_of_numbers_and_calendar_are_drawn() {
        let rows = [
            row(Some(date(1, 1, 1)), Some(u64::MAX), None),
            row(Some(date(9999, 12, 31)), Some(1), Some(u64::MAX)),
        ];
        let plot = Plot::of(&rows).unwrap();
        assert!((2..12).contains(&plot.days.len()), "{:?}", plot.days);
        assert!(plot.dots.iter().all(|d| (0..=370).contains(&d.y)));
    }
}
