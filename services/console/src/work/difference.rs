//! What changed between two texts, word by word.

/// A stretch of either text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// In both.
    Same(String),
    /// Only in the newer one.
    Added(String),
    /// Only in the older one.
    Removed(String),
}

/// Most comparisons of words with each other; texts that need more are told apart as a whole.
const MOST: usize = 4_000_000;

/// What makes `newer` out of `older`.
pub(crate) fn difference(older: &str, newer: &str) -> Vec<Piece> {
    let (older, newer): (Vec<&str>, Vec<&str>) = (words(older), words(newer));
    let alike = |(one, other): &(&&str, &&str)| one == other;
    let front = older.iter().zip(&newer).take_while(alike).count();
    let (old_rest, new_rest) = (older.get(front..).unwrap_or_default(), newer.get(front..).unwrap_or_default());
    let back = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(alike).count();
    let old_middle = old_rest.get(..old_rest.len() - back).unwrap_or_default();
    let new_middle = new_rest.get(..new_rest.len() - back).unwrap_or_default();
    let mut told = Told::default();
    told.all(Piece::Same, older.get(..front).unwrap_or_default());
    if old_middle.len().saturating_mul(new_middle.len()) > MOST {
        told.all(Piece::Removed, old_middle);
        told.all(Piece::Added, new_middle);
    } else {
        told.middle(old_middle, new_middle);
    }
    told.all(Piece::Same, old_rest.get(old_rest.len() - back..).unwrap_or_default());
    told.0
}

/// Words with the blanks behind them.
fn words(text: &str) -> Vec<&str> {
    text.split_inclusive(char::is_whitespace).collect()
}

#[derive(Default)]
struct Told(Vec<Piece>);

impl Told {
    fn all(&mut self, kind: fn(String) -> Piece, words: &[&str]) {
        for word in words {
            self.word(kind, word);
        }
    }

    /// Puts the word behind the last piece, if that is of the same kind.
    fn word(&mut self, kind: fn(String) -> Piece, word: &str) {
        let piece = kind(word.to_owned());
        match (self.0.last_mut(), &piece) {
            (Some(Piece::Same(text)), Piece::Same(_))
            | (Some(Piece::Added(text)), Piece::Added(_))
            | (Some(Piece::Removed(text)), Piece::Removed(_)) => text.push_str(word),
            _ => self.0.push(piece),
        }
    }

    /// Keeps the longest common subsequence.
    fn middle(&mut self, older: &[&str], newer: &[&str]) {
        let width = newer.len() + 1;
        // At (row, column): the most words that the rests from there on have in common.
        let mut common = vec![0_u32; (older.len() + 1) * width];
        let at = |common: &[u32], row: usize, column: usize| common.get(row * width + column).copied().unwrap_or(0);
        for (row, old) in older.iter().enumerate().rev() {
            for (column, new) in newer.iter().enumerate().rev() {
                let most = if old == new {
                    at(&common, row + 1, column + 1) + 1
                } else {
                    at(&common, row + 1, column).max(at(&common, row, column + 1))
                };
                if let Some(cell) = common.get_mut(row * width + column) {
                    *cell = most;
                }
            }
        }
        let (mut row, mut column) = (0, 0);
        loop {
            match (older.get(row), newer.get(column)) {
                (Some(old), Some(new)) if old == new => {
                    self.word(Piece::Same, old);
                    (row, column) = (row + 1, column + 1);
                }
                (Some(old), new) if new.is_none() || at(&common, row + 1, column) >= at(&common, row, column + 1) => {
                    self.word(Piece::Removed, old);
                    row += 1;
                }
                (_, Some(new)) => {
                    self.word(Piece::Added, new);
                    column += 1;
                }
                (_, None) => return,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(older: &str, newer: &str) -> String {
        let piece = |piece: Piece| match piece {
            Piece::Same(text) => text,
            Piece::Added(text) => format!("+[{text}]"),
            Piece::Removed(text) => format!("-[{text}]"),
        };
        difference(older, newer).into_iter().map(piece).collect()
    }

    #[test]
    fn what_changed_is_told_word_by_word() {
        assert_eq!(told("Isi formulir ini.", "Isi formulir itu."), "Isi formulir -[ini.]+[itu.]");
        assert_eq!(told("a b c d", "a c d e"), "a -[b ]c -[d]+[d e]");
        assert_eq!(told("sama", "sama"), "sama");
        assert_eq!(told("", "baru"), "+[baru]");
        assert_eq!(told("lama", ""), "-[lama]");
    }

    #[test]
    fn both_texts_come_out_of_what_is_told_even_when_they_are_long() {
        let (older, newer) = ("lama sekali ".repeat(4_000), "baru sekali ".repeat(4_000));
        for (older, newer) in [(older.as_str(), newer.as_str()), ("a b a c", "b c a b"), ("x\n\ny z", "x\n\nz y")] {
            let pieces = difference(older, newer);
            let of = |left_out: fn(&Piece) -> bool| {
                let kept = pieces.iter().filter(|piece| !left_out(piece));
                kept.map(|piece| match piece {
                    Piece::Same(text) | Piece::Added(text) | Piece::Removed(text) => text.as_str(),
                })
                .collect::<String>()
            };
            assert!(of(|piece| matches!(piece, Piece::Added(_))) == older);
            assert!(of(|piece| matches!(piece, Piece::Removed(_))) == newer);
        }
    }
}
