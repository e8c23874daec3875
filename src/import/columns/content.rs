//! What a column holds, whatever its heading says.

use std::collections::BTreeSet;

use super::field::Field;
use crate::import::{
    source::{Cell, Table},
    values,
};

/// Shares of a column's filled cells that look like something.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Content {
    /// How many cells are filled.
    pub filled: usize,
    /// Web addresses.
    pub urls: f64,
    /// Course codes.
    pub codes: f64,
    /// Numbers.
    pub numbers: f64,
    /// Numbers from 0 to 5, or texts that state a rating.
    pub ratings: f64,
    /// Whole numbers, with marks of thousands or `k`.
    pub counts: f64,
    /// Amounts of money.
    pub prices: f64,
    /// Hours, weeks, months.
    pub times: f64,
    /// Words of difficulty.
    pub levels: f64,
    /// Names of languages.
    pub languages: f64,
    /// E-mail addresses.
    pub emails: f64,
    /// Numbers with a fraction.
    pub decimals: f64,
    /// Days.
    pub dates: f64,
    /// 0 or 1.
    pub flags: f64,
    /// Lists or trees.
    pub trees: f64,
    /// Texts with a course code in them.
    pub mentions: f64,
    /// Different cells among the filled ones.
    pub distinct: f64,
    /// Mean length in characters.
    pub length: f64,
    /// Texts of several words.
    pub worded: f64,
    /// Rows looked at.
    pub rows: usize,
}

/// Whether a text is a web address.
pub(super) fn is_url(text: &str) -> bool {
    let text = text.trim();
    (text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www."))
        && !text.contains(char::is_whitespace)
}

/// Whether a whole text is a course code: `CSE 142`, `6.006`, `ADMN502A`, `edX/x/2`, and no prose.
pub fn is_code(text: &str) -> bool {
    let text = text.trim();
    if text.len() > 60 || text.len() < 2 || is_url(text) {
        return false;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let digit = text.chars().any(|c| c.is_ascii_digit());
    let capital = |w: &str| w.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || "&-./_+:@()".contains(c));
    let slug = words.len() == 1
        && (text.contains(['-', '_', '/', '+']) || digit)
        && text.chars().all(|c| c.is_alphanumeric() || "-_/+.:@&()".contains(c))
        && text.chars().any(char::is_alphabetic);
    let dotted = words.len() == 1
        && text.split_once('.').is_some_and(|(a, b)| {
            (1..=4).contains(&a.len())
                && (2..=6).contains(&b.len())
                && b.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase())
        });
    slug || dotted || words.len() <= 4 && digit && words.iter().all(|w| capital(w)) && text.parse::<f64>().is_err()
}

impl Content {
    /// Looks at rows spread over the whole table.
    pub fn of(table: &Table, column: usize, most: usize) -> Self {
        let mut out = Self::default();
        let mut seen = BTreeSet::new();
        let step = (table.records.len() / most.max(1)).max(1);
        for row in (0..table.records.len()).step_by(step) {
            out.rows += 1;
            let cell = table.cell(row, column);
            if cell.is_empty() {
                continue;
            }
            out.filled += 1;
            let text = cell.text();
            let text = text.trim();
            let mut add = |to: fn(&mut Self) -> &mut f64, is: bool| *to(&mut out) += f64::from(u8::from(is));
            add(|c| &mut c.urls, is_url(text));
            add(|c| &mut c.codes, is_code(text));
            let number = text.replace(',', ".").parse::<f64>().ok().filter(|n| n.is_finite());
            add(|c| &mut c.numbers, number.is_some());
            let plain = number.is_some_and(|n| (0.0..=5.0).contains(&n));
            add(|c| &mut c.ratings, plain || values::rating(text).0.is_some());
            add(|c| &mut c.counts, values::count(text).is_some());
            add(|c| &mut c.prices, values::price(text, None).is_some() && number.is_none());
            add(|c| &mut c.times, values::is_time(text));
            add(|c| &mut c.levels, values::difficulty(text).is_some());
            add(|c| &mut c.languages, values::language(text).is_some());
            add(
                |c| &mut c.emails,
                text.contains('@')
                    && !text.contains(' ')
                    && text.contains('.')
                    && !text.contains('/')
                    && text.find('@') > Some(0),
            );
            add(|c| &mut c.decimals, number.is_some_and(|n| n.fract() != 0.0));
            add(|c| &mut c.dates, is_date(text));
            add(|c| &mut c.flags, matches!(text, "0" | "1"));
            add(|c| &mut c.trees, matches!(cell, Cell::Tree(_)) || text.starts_with('[') && text.ends_with(']'));
            add(|c| &mut c.mentions, text.chars().count() < 400 && mentions(text));
            add(|c| &mut c.worded, text.split_whitespace().count() >= 2);
            out.length += text.chars().count() as f64;
            seen.insert(text.chars().take(200).collect::<String>());
        }
        let n = out.filled.max(1) as f64;
        for share in [
            &mut out.urls,
            &mut out.codes,
            &mut out.numbers,
            &mut out.ratings,
            &mut out.counts,
            &mut out.prices,
            &mut out.times,
            &mut out.levels,
            &mut out.languages,
            &mut out.emails,
            &mut out.dates,
            &mut out.flags,
            &mut out.trees,
            &mut out.mentions,
            &mut out.worded,
            &mut out.length,
            &mut out.decimals,
        ] {
            *share /= n;
        }
        out.distinct = seen.len() as f64 / n;
        out
    }

    /// Whether the content does not contradict that the column says this.
    pub fn fits(&self, field: Field) -> bool {
        let prose = self.length > 60.0 && self.worded > 0.8;
        match field {
            Field::Url => {
                self.urls > 0.5
                    || self.urls > 0.0 && self.distinct > 0.5 && self.worded < 0.2
                    || self.length < 200.0 && self.worded < 0.1
            }
            Field::Rating => self.ratings > 0.6,
            Field::Ratings => self.counts > 0.6,
            Field::Price => self.prices + self.numbers > 0.6,
            Field::Title => {
                self.urls < 0.3
                    && self.numbers < 0.5
                    && self.flags < 0.5
                    && !(self.codes > 0.8 && self.worded < 0.9 && self.length < 14.0)
            }
            Field::Id => self.distinct > 0.4 && self.urls < 0.5 && !prose && (self.codes > 0.5 || self.worded < 0.6),
            Field::Credits => self.numbers > 0.3 || self.length < 20.0,
            Field::Hours | Field::Duration | Field::Effort => self.times + self.numbers > 0.3,
            Field::Difficulty => self.levels > 0.3,
            Field::Language => self.languages > 0.3,
            Field::Provider | Field::Platform => self.urls < 0.5 && self.numbers <= 0.8,
            Field::Summary => self.urls < 0.5 && self.numbers < 0.5,
            Field::Tags | Field::Skills => self.urls < 0.5 && self.length < 2000.0,
            _ => true,
        }
    }

    /// How much the content alone speaks for a field, up to 90; 0 is not at all.
    pub fn affinity(&self, field: Field) -> i64 {
        if self.filled == 0 {
            return 0;
        }
        let fill = self.filled as f64 / self.rows.max(1) as f64;
        let score = match field {
            Field::Url if self.urls > 0.7 => 80.0 * self.urls,
            Field::Id
                if self.codes > 0.7 && self.distinct > 0.8 && self.length < 40.0 && fill > 0.9 && self.dates < 0.3 =>
            {
                75.0 * self.codes
            }
            Field::Rating if self.ratings > 0.8 && self.flags < 0.5 && (self.decimals > 0.4 || self.worded > 0.5) => {
                60.0
            }
            Field::Price if self.prices > 0.7 => 70.0,
            Field::Difficulty if self.levels > 0.7 && self.distinct < 0.5 => 65.0,
            Field::Language if self.languages > 0.7 && self.distinct < 0.5 => 65.0,
            Field::Prerequisites if self.mentions > 0.6 && self.codes < 0.9 && self.length > 7.0 => 55.0,
            Field::Title
                if self.worded > 0.5
                    && self.urls < 0.1
                    && self.numbers < 0.2
                    && self.distinct > 0.5
                    && self.mentions < 0.5
                    && (6.0..120.0).contains(&self.length)
                    && fill > 0.7 =>
            {
                50.0 * self.distinct
            }
            Field::Summary if self.length > 120.0 && self.worded > 0.9 && self.trees < 0.3 && self.mentions < 0.5 => {
                45.0
            }
            Field::Provider
                if self.worded > 0.2
                    && self.distinct < 0.6
                    && self.numbers < 0.1
                    && (3.0..60.0).contains(&self.length)
                    && self.levels < 0.3
                    && self.languages < 0.3
                    && self.times < 0.2
                    && self.dates < 0.3
                    && fill > 0.7
                    && self.codes < 0.4 =>
            {
                20.0
            }
            Field::Hours if self.times > 0.7 => 40.0,
            _ => 0.0,
        };
        score as i64
    }
}

fn is_date(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let iso = text.get(..10).is_some_and(|d| d.as_bytes()[4] == b'-' && d.as_bytes()[7] == b'-');
    let month = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let low = text.to_lowercase();
    iso || (4..=6).contains(&digits) && text.len() < 24 && month.iter().any(|m| low.contains(m))
}

/// Whether a code stands in a text: capitals and a number of three digits or more.
fn mentions(text: &str) -> bool {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric() && c != '.').filter(|w| !w.is_empty()).collect();
    let capital = |w: &str| (2..=8).contains(&w.len()) && w.chars().all(|c| c.is_ascii_uppercase());
    let number = |w: &str| w.len() >= 3 && w.chars().take_while(char::is_ascii_digit).count() >= 3;
    words.windows(2).any(|w| capital(w[0]) && number(w[1]))
        || words.iter().any(|w| {
            let letters = w.chars().take_while(|c| c.is_ascii_uppercase()).count();
            letters >= 2 && number(&w[letters.min(w.len())..])
        })
}
