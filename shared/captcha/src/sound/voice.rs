//! The recorded words: digits, and letters each with a city, as on the telephone ("be, Bandung").
//!
//! `voice/record.sh` makes them: mono, 8 kHz, 8 bits.

use super::HEADER;
use crate::dice::Dice;

/// One word.
pub(super) struct Word(&'static [u8]);

/// By value, 0 to 15.
const WORDS: [&[u8]; 16] = [
    include_bytes!("../../voice/0.wav"),
    include_bytes!("../../voice/1.wav"),
    include_bytes!("../../voice/2.wav"),
    include_bytes!("../../voice/3.wav"),
    include_bytes!("../../voice/4.wav"),
    include_bytes!("../../voice/5.wav"),
    include_bytes!("../../voice/6.wav"),
    include_bytes!("../../voice/7.wav"),
    include_bytes!("../../voice/8.wav"),
    include_bytes!("../../voice/9.wav"),
    include_bytes!("../../voice/a.wav"),
    include_bytes!("../../voice/b.wav"),
    include_bytes!("../../voice/c.wav"),
    include_bytes!("../../voice/d.wav"),
    include_bytes!("../../voice/e.wav"),
    include_bytes!("../../voice/f.wav"),
];

/// The word of a character.
pub(super) fn word(value: usize) -> Word {
    WORDS.get(value).map_or(Word(&[]), |wav| Word(samples(wav)))
}

/// Any word.
pub(super) fn any(dice: &mut Dice) -> Word {
    dice.pick(&WORDS).map_or(Word(&[]), |wav| Word(samples(wav)))
}

/// The samples without the header, and without the byte that pads an odd length: people would hear it as a click.
fn samples(wav: &'static [u8]) -> &'static [u8] {
    let Some((header, samples)) = wav.split_first_chunk::<HEADER>() else { return &[] };
    let length = header.last_chunk().map_or(0, |length| u32::from_le_bytes(*length));
    samples.get(..usize::try_from(length).unwrap_or_default()).unwrap_or_default()
}

impl Word {
    /// Its samples from -1 to 1, `speed` times as fast and as high.
    pub(super) fn at_speed(self, speed: f32) -> impl Iterator<Item = f32> {
        (0_u16..).map_while(move |step| self.between_samples(f32::from(step) * speed))
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a word has some thousand samples")]
    fn between_samples(&self, at: f32) -> Option<f32> {
        let (index, part) = (at as usize, at.fract());
        let (this, next) = (*self.0.get(index)?, *self.0.get(index + 1)?);
        Some((f32::from(this) * (1.0 - part) + f32::from(next) * part - 128.0) / 128.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_8_khz_mono_8_bit_and_lasts_half_a_second_to_two() {
        for (value, wav) in WORDS.iter().enumerate() {
            assert_eq!(&wav[..4], b"RIFF");
            assert_eq!(&wav[20..36], b"\x01\0\x01\0\x40\x1f\0\0\x40\x1f\0\0\x01\0\x08\0", "{value}");
            assert_eq!(&wav[36..40], b"data");
            let samples = word(value).0;
            assert!((2_400..16_000).contains(&samples.len()), "{value}: {} samples", samples.len());
            let loudest = samples.iter().map(|sample| sample.abs_diff(128)).max();
            assert!(
                loudest.is_some_and(|loudest| (90..112).contains(&loudest)),
                "{value}: {loudest:?} at its loudest, and no click"
            );
        }
        assert!(WORDS.iter().map(|wav| wav.len()).sum::<usize>() <= 102_400);
    }

    #[test]
    fn twice_as_fast_is_half_as_long() {
        let long = word(11).at_speed(1.0).count();
        assert!(word(11).at_speed(2.0).count().abs_diff(long / 2) <= 1);
    }
}
