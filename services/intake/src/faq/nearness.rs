//! Says how near two words are: equal, one within the other, or a typing error apart.

/// A word made ready to be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) text: String,
    /// In characters.
    length: usize,
    /// One bit for each letter or digit that occurs: a cheap bound on the distance.
    letters: u64,
}

/// Longer words are not looked for: none is so long.
const LONGEST: usize = 24;

/// From this length on a word within another is no coincidence: `daftar` in `pendaftaran`.
const SHORTEST_PART: usize = 4;

impl Word {
    pub(super) fn new(text: String) -> Self {
        let letters = text.bytes().fold(0, |letters, byte| letters | 1 << (byte % 64));
        Self { length: text.chars().count(), letters, text }
    }

    /// 1 for the same word, less for one within the other, nothing for unrelated ones.
    pub(super) fn kinship(&self, other: &Self) -> Option<f32> {
        if self.text == other.text {
            return Some(1.0);
        }
        let (short, long) = if self.length < other.length { (self, other) } else { (other, self) };
        let within =
            short.length >= SHORTEST_PART && short.letters & !long.letters == 0 && long.text.contains(&short.text);
        within.then(|| 0.5 + 0.4 * ratio(short.length, long.length))
    }

    /// Less than 1 by how much was mistyped; nothing for another word.
    pub(super) fn misspelling(&self, other: &Self) -> Option<f32> {
        let longest = self.length.max(other.length);
        let allowed = match longest {
            0..4 | LONGEST.. => return None,
            4..8 => 1,
            8.. => 2,
        };
        // An edit changes at most two of the letters that occur.
        let differing = (self.letters ^ other.letters).count_ones() as usize;
        if self.length.abs_diff(other.length) > allowed || differing > 2 * allowed {
            return None;
        }
        let distance = distance(&self.text, &other.text);
        (distance <= allowed).then(|| 0.9 - ratio(distance, longest))
    }
}

#[expect(clippy::cast_precision_loss, reason = "lengths of words are small")]
fn ratio(part: usize, whole: usize) -> f32 {
    part as f32 / whole as f32
}

/// Letters to insert, remove, replace or swap with the next to get from one word to the other (optimal string
/// alignment).
fn distance(one: &str, other: &str) -> usize {
    let width = other.chars().count();
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=width).collect();
    let mut last = None;
    for (row, letter) in one.chars().enumerate() {
        let mut current = Vec::with_capacity(width + 1);
        let mut left = row + 1;
        let mut last_other = None;
        current.push(left);
        for (column, other_letter) in other.chars().enumerate() {
            let at = |row: &[usize], column: usize| row.get(column).copied().unwrap_or(usize::MAX - 1);
            let replaced = at(&above, column) + usize::from(letter != other_letter);
            left = replaced.min(left + 1).min(at(&above, column + 1) + 1);
            if last == Some(other_letter) && last_other == Some(letter) {
                left = left.min(at(&before, column - 1) + 1);
            }
            current.push(left);
            last_other = Some(other_letter);
        }
        before = std::mem::replace(&mut above, current);
        last = Some(letter);
    }
    above.last().copied().unwrap_or(width)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn misspelling(one: &str, other: &str) -> Option<f32> {
        Word::new(one.to_owned()).misspelling(&Word::new(other.to_owned()))
    }

    fn kinship(one: &str, other: &str) -> Option<f32> {
        Word::new(one.to_owned()).kinship(&Word::new(other.to_owned()))
    }

    #[test]
    fn edits_are_counted() {
        for (one, other, edits) in [
            ("", "", 0),
            ("", "abc", 3),
            ("abc", "", 3),
            ("login", "login", 0),
            ("lgoin", "login", 1),
            ("pasword", "password", 1),
            ("kota", "kata", 1),
            ("ca", "abc", 3),
        ] {
            assert_eq!(distance(one, other), edits, "{one} {other}");
            assert_eq!(distance(other, one), edits, "{other} {one}");
        }
    }

    #[test]
    fn a_slip_of_the_finger_is_forgiven_and_another_word_is_not() {
        for (typed, meant) in [
            ("pasword", "password"),
            ("tingi", "tinggi"),
            ("lgoin", "login"),
            ("perguran", "perguruan"),
            ("materai", "meterai"),
        ] {
            assert!(misspelling(typed, meant).is_some(), "{typed}");
        }
        for (one, other) in
            [("nik", "nip"), ("login", "lokasi"), ("kartu", "kamera"), ("ijazah", "ujian"), ("sanggah", "sandi")]
        {
            assert_eq!(misspelling(one, other), None, "{one} {other}");
        }
        assert_eq!(misspelling(&"x".repeat(30), &"x".repeat(29)), None);
    }

    #[test]
    fn fewer_slips_are_nearer() {
        assert!(misspelling("passwordd", "password") > misspelling("pasworrd", "password").map(|near| near - 0.01));
        assert!(misspelling("pergurua", "perguruan") > misspelling("pergura", "perguruan"));
    }

    #[test]
    fn a_root_is_akin_to_what_is_made_of_it() {
        assert_eq!(kinship("daftar", "daftar"), Some(1.0));
        assert!(kinship("daftar", "pendaftaran").is_some_and(|near| near < 1.0));
        assert!(kinship("pendaftaran", "daftar").is_some());
        assert_eq!(kinship("kk", "kkn"), None);
        assert_eq!(kinship("login", "lokasi"), None);
    }
}
