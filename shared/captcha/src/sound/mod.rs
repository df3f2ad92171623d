//! The code read aloud: recorded words one after the other, each a little faster or slower and louder or softer, with
//! pauses of different lengths, over a murmur of backward words and a hiss.

mod voice;

use uuid::Uuid;

use crate::code::Code;
use crate::dice::Dice;

/// Samples in a second.
const RATE: u32 = 8_000;

/// Bytes of a WAV before its samples.
const HEADER: usize = 44;

/// Separates the sound's dice from the picture's.
const SALT: u64 = 0x736F_756E;

/// Speaks a WAV: mono, 8 bits.
pub(crate) fn speak(code: Code, id: Uuid) -> Vec<u8> {
    let mut dice = Dice::new(id, SALT);
    let mut sound = silence(dice.between(0.4, 0.7));
    for value in code.values() {
        let (speed, volume) = (dice.between(0.90, 1.08), dice.between(0.85, 1.1));
        sound.extend(voice::word(value).at_speed(speed).map(|sample| sample * volume));
        sound.extend(silence(dice.between(0.45, 0.9)));
    }
    murmur(&mut sound, &mut dice);
    let hiss = dice.between(0.012, 0.022);
    for sample in &mut sound {
        *sample += dice.between(-hiss, hiss);
    }
    wav(&sound)
}

/// Adds soft backward words under the whole recording, so that silence does not reveal a pause.
fn murmur(sound: &mut [f32], dice: &mut Dice) {
    let mut rest = sound;
    while !rest.is_empty() {
        let volume = dice.between(0.04, 0.09);
        let word: Vec<f32> = voice::any(dice).at_speed(dice.between(0.8, 1.2)).collect();
        let (now, later) = rest.split_at_mut(word.len().clamp(1, rest.len()));
        for (sample, soft) in now.iter_mut().zip(word.iter().rev()) {
            *sample += soft * volume;
        }
        rest = later;
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some thousand samples")]
fn silence(seconds: f32) -> Vec<f32> {
    vec![0.0; (seconds * 8_000.0) as usize]
}

/// Samples from -1 to 1 as a WAV file.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 255, and the cast saturates")]
fn wav(samples: &[f32]) -> Vec<u8> {
    let length = u32::try_from(samples.len()).unwrap_or(u32::MAX);
    let mut wav = Vec::with_capacity(HEADER + samples.len() + 1);
    wav.extend_from_slice(b"RIFF");
    wav.extend_from_slice(&length.saturating_add(36 + length % 2).to_le_bytes());
    wav.extend_from_slice(b"WAVEfmt \x10\0\0\0\x01\0\x01\0"); // 16 bytes follow; PCM, one channel
    wav.extend_from_slice(&RATE.to_le_bytes());
    wav.extend_from_slice(&RATE.to_le_bytes()); // bytes in a second
    wav.extend_from_slice(b"\x01\0\x08\0data"); // a byte a sample, 8 bits
    wav.extend_from_slice(&length.to_le_bytes());
    wav.extend(samples.iter().map(|sample| (sample * 127.0 + 128.0).round() as u8));
    if !samples.len().is_multiple_of(2) {
        wav.push(0); // chunks have an even length
    }
    wav
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_a_wav_that_lasts_as_long_as_five_words() {
        let codes = [b"00000", b"12345", b"6789a", b"bcdef", b"eeeee"].map(|code| Code::from_bytes(*code).unwrap());
        for (number, code) in (1..60_u128).zip(codes.into_iter().cycle()) {
            let wav = speak(code, Uuid::from_u128(number << 60));
            assert_eq!((&wav[..4], &wav[8..16], &wav[36..40]), (&b"RIFF"[..], &b"WAVEfmt "[..], &b"data"[..]));
            let number = |at: usize| u32::from_le_bytes(wav[at..at + 4].try_into().unwrap());
            assert_eq!((number(4) as usize, number(24), number(28)), (wav.len() - 8, 8_000, 8_000));
            assert!(wav.len() - HEADER - number(40) as usize <= 1);
            let seconds = f64::from(number(40)) / 8_000.0;
            assert!((4.0..13.0).contains(&seconds), "{seconds} s");
            let samples = &wav[HEADER..HEADER + number(40) as usize];
            let clipped = samples.iter().filter(|sample| matches!(sample, 0 | 255)).count();
            let power: u64 = samples.iter().map(|sample| u64::from(sample.abs_diff(128)).pow(2)).sum();
            // The loudest possible tone would have a power of 8,192; a hiss alone has less than 3.
            assert!(power / samples.len() as u64 > 40 && clipped <= 3, "power {power}, {clipped} clipped");
        }
    }

    #[test]
    fn a_challenge_sounds_the_same_each_time_and_the_same_code_does_not() {
        let code = Code::random().unwrap();
        let (one, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        assert_eq!(speak(code, one), speak(code, one));
        assert_ne!(speak(code, one), speak(code, other));
    }
}
