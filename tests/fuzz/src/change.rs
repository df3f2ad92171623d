//! How a run changes an input.

use crate::dice::Dice;

/// Most changes of one input.
const MAX_CHANGES: usize = 8;

/// Bytes that often lie at an edge of what a parser expects.
const EDGES: [u8; 10] = [0, 1, 0x0a, 0x20, 0x25, 0x2f, 0x7f, 0x80, 0xfe, 0xff];

/// Changes an input at random, with pieces of another input and words of its language.
pub(crate) fn change(input: &mut Vec<u8>, other: &[u8], words: &[&[u8]], most: usize, dice: &mut Dice) {
    for _ in 0..=dice.below(MAX_CHANGES) {
        let at = dice.below(input.len() + 1);
        match dice.below(9) {
            0 => set(input, at, |byte, dice| byte ^ (1 << dice.below(8)), dice),
            1 => set(input, at, |_, dice| dice.byte(), dice),
            2 => set(input, at, |_, dice| EDGES.get(dice.below(EDGES.len())).copied().unwrap_or(0), dice),
            3 => insert(input, at, words.get(dice.below(words.len())).copied().unwrap_or_default()),
            4 => {
                let (from, length) = (dice.below(other.len()), dice.below(64));
                insert(input, at, other.get(from..).map(|rest| rest.get(..length).unwrap_or(rest)).unwrap_or_default());
            }
            5 => {
                let end = at.saturating_add(dice.below(32)).min(input.len());
                drop(input.drain(at..end));
            }
            6 => {
                // The same piece once more, or many times more.
                let piece = input.get(at..).map(|rest| rest.get(..48).unwrap_or(rest).to_vec()).unwrap_or_default();
                let most = if dice.below(16) == 0 { 2_000 } else { 3 };
                let times = 1 + dice.below(most);
                insert(input, at, &piece.repeat(times));
            }
            7 => {
                // A number becomes another one.
                if let Some(digit) = input.iter().skip(at).position(u8::is_ascii_digit) {
                    let number = ["0", "-1", "65535", "4294967296", "9223372036854775808", "1.", "100"];
                    let number = number.get(dice.below(number.len())).copied().unwrap_or("0");
                    drop(input.splice(at + digit..=at + digit, number.bytes()));
                }
            }
            _ => {
                if dice.below(8) == 0 {
                    input.truncate(at);
                }
            }
        }
        input.truncate(most);
    }
}

fn set(input: &mut [u8], at: usize, to: impl Fn(u8, &mut Dice) -> u8, dice: &mut Dice) {
    if let Some(byte) = input.get_mut(at) {
        *byte = to(*byte, dice);
    }
}

fn insert(input: &mut Vec<u8>, at: usize, piece: &[u8]) {
    drop(input.splice(at..at, piece.iter().copied()));
}
