//! Printing: Markdown, so that a table can be put into the documentation as it is.

use std::{fs, time::Duration};

/// Begins a table.
pub(crate) fn head(title: &str, columns: &[&str]) {
    println!("### {title}\n");
    row(columns);
    row(&vec!["---"; columns.len()]);
}

/// A row of it.
pub(crate) fn row<S: AsRef<str>>(cells: &[S]) {
    let cells: Vec<&str> = cells.iter().map(AsRef::as_ref).collect();
    println!("| {} |", cells.join(" | "));
}

/// Ends it.
pub(crate) fn end() {
    println!();
}

/// Times of the same thing.
#[derive(Default, Clone)]
pub(crate) struct Times(Vec<Duration>);

impl Times {
    pub(crate) fn add(&mut self, time: Duration) {
        self.0.push(time);
    }

    pub(crate) fn all(&mut self, other: &Times) {
        self.0.extend(&other.0);
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// The time that so many of a hundred do not exceed, in ms.
    pub(crate) fn percentile(&self, percent: f64) -> String {
        let mut all = self.0.clone();
        all.sort_unstable();
        let last = all.len().saturating_sub(1);
        let at = (percent / 100.0 * last as f64).ceil() as usize;
        all.get(at).map_or_else(|| "–".to_owned(), |&time| ms(time))
    }
}

/// 0.42, 12.3, 250
pub(crate) fn ms(time: Duration) -> String {
    let ms = time.as_secs_f64() * 1000.0;
    match ms {
        ms if ms < 1.0 => format!("{ms:.2}"),
        ms if ms < 100.0 => format!("{ms:.1}"),
        ms => format!("{ms:.0}"),
    }
}

/// 12,345
pub(crate) fn count(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// How busy the machine is: runnable programs over the last one and five minutes, and its cores.
pub(crate) fn load() -> String {
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let mut words = load.split(' ');
    let (one, five) = (words.next().unwrap_or("?"), words.next().unwrap_or("?"));
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    format!("{one} (1 min), {five} (5 min) on {cores} cores")
}

/// Seconds of processor time that this process has had. Unlike time on the clock it says little of other programs.
pub(crate) fn cpu() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // user and system time are the 14th and 15th field; the second one, a name, may hold blanks. 100 ticks are a second
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks = after_name.split_whitespace().skip(11).take(2);
    ticks.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}
