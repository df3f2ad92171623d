//! The code as a picture of pen strokes. Each glyph is turned, slanted and moved. One wave bends them all. Strokes
//! cross them, and gaps interrupt them.
//!
//! The picture has a light ground of its own, so it reads the same on a dark page. The contrast of its dark ink is more
//! than 10 : 1.

mod canvas;
mod glyphs;
mod png;
mod stroke;

use std::f32::consts::TAU;

use uuid::Uuid;

use self::canvas::Canvas;
use self::stroke::{Point, Stroke};
use crate::code::Code;
use crate::dice::Dice;

/// Width in pixels. A page shows the picture at half of it, so it is sharp on every phone.
const WIDTH: u16 = 400;
const HEIGHT: u16 = 140;

/// Separates the picture's dice from the sound's.
const SALT: u64 = 0x7069_6374;

/// Room left and right of the code, in pixels.
const MARGIN: f32 = 40.0;

/// Draws a PNG.
pub(crate) fn draw(code: Code, id: Uuid) -> Vec<u8> {
    let mut dice = Dice::new(id, SALT);
    let wave = Wave::new(&mut dice);
    let mut canvas = Canvas::new(WIDTH, HEIGHT);
    for (place, value) in code.values().into_iter().enumerate() {
        let pose = Pose::new(place, &mut dice);
        let radius = dice.between(3.0, 4.0);
        for path in dice.pick(glyphs::of(value)).copied().unwrap_or_default() {
            canvas.ink(&path.stroke().through(|point| wave.bend(pose.place(point))), radius);
        }
    }
    for _gap in 0..2 {
        canvas.wipe(&across(&mut dice), dice.between(1.1, 1.5));
    }
    for _line in 0..2 {
        canvas.ink(&across(&mut dice), dice.between(1.8, 2.5));
    }
    for _speck in 0..50 {
        let at = Point { x: dice.between(0.0, f32::from(WIDTH)), y: dice.between(0.0, f32::from(HEIGHT)) };
        canvas.ink(&Stroke::dot(at), dice.between(0.7, 1.8));
    }
    png::encode(&canvas)
}

/// Where a glyph stands and how it leans.
struct Pose {
    centre: Point,
    width: f32,
    height: f32,
    slant: f32,
    sine: f32,
    cosine: f32,
}

impl Pose {
    fn new(place: usize, dice: &mut Dice) -> Self {
        let cell = (f32::from(WIDTH) - 2.0 * MARGIN) / Code::CHARACTERS;
        let height = dice.between(76.0, 92.0);
        let (sine, cosine) = dice.between(-0.26, 0.26).sin_cos();
        let x = MARGIN + cell * (f32::from(u8::try_from(place).unwrap_or_default()) + 0.5);
        Self {
            centre: Point { x: x + dice.between(-5.0, 5.0), y: f32::from(HEIGHT) / 2.0 + dice.between(-9.0, 9.0) },
            width: height * dice.between(0.86, 1.12),
            height,
            slant: dice.between(-0.22, 0.22),
            sine,
            cosine,
        }
    }

    /// From the glyph's own box (0.6 wide, 1 high) to the picture.
    fn place(&self, point: Point) -> Point {
        let y = (point.y - 0.5) * self.height;
        let x = (point.x - 0.3) * self.width - y * self.slant;
        Point { x: self.centre.x + x * self.cosine - y * self.sine, y: self.centre.y + x * self.sine + y * self.cosine }
    }
}

/// The wave that bends the whole picture.
struct Wave {
    across: (f32, f32, f32),
    down: (f32, f32, f32),
}

impl Wave {
    fn new(dice: &mut Dice) -> Self {
        let down = (dice.either_way(3.0, 5.0), dice.between(80.0, 120.0), dice.between(0.0, TAU));
        Self { across: (dice.either_way(4.0, 8.0), dice.between(110.0, 190.0), dice.between(0.0, TAU)), down }
    }

    fn bend(&self, point: Point) -> Point {
        let shift = |(size, length, phase): (f32, f32, f32), at: f32| size * (at / length * TAU + phase).sin();
        Point { x: point.x + shift(self.down, point.y), y: point.y + shift(self.across, point.x) }
    }
}

/// A wavy line from the left to the right edge, through the middle where the glyphs are.
fn across(dice: &mut Dice) -> Stroke {
    let (from, to) = (dice.between(35.0, 105.0), dice.between(35.0, 105.0));
    let (size, length, phase) = (dice.either_way(8.0, 22.0), dice.between(120.0, 320.0), dice.between(0.0, TAU));
    Stroke::along(80, |part| {
        let x = part * f32::from(WIDTH);
        Point { x, y: from + (to - from) * part + size * (x / length * TAU + phase).sin() }
    })
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use flate2::read::ZlibDecoder;

    use super::*;

    fn some(count: u128) -> impl Iterator<Item = (Code, Uuid)> {
        (1..=count).map(|number| (Code::random().unwrap(), Uuid::from_u128(number << 40)))
    }

    /// The chunks of a PNG by name, each with its checksum verified.
    fn chunks(png: &[u8]) -> Vec<(String, Vec<u8>)> {
        let mut rest = png.strip_prefix(b"\x89PNG\r\n\x1a\n").expect("the signature");
        let mut chunks = Vec::new();
        while let Some((length, after)) = rest.split_first_chunk::<4>() {
            let length = u32::from_be_bytes(*length) as usize;
            let (named, after) = after.split_at(4 + length);
            let (sum, after) = after.split_first_chunk::<4>().unwrap();
            let mut crc = flate2::Crc::new();
            crc.update(named);
            assert_eq!(crc.sum(), u32::from_be_bytes(*sum));
            chunks.push((String::from_utf8(named[..4].to_vec()).unwrap(), named[4..].to_vec()));
            rest = after;
        }
        chunks
    }

    #[test]
    fn it_is_a_png_of_the_right_size_with_ink_and_light_in_it() {
        for (code, id) in some(40) {
            let png = draw(code, id);
            assert!((1_500..5_000).contains(&png.len()), "{} bytes", png.len());
            let chunks = chunks(&png);
            let names: Vec<&str> = chunks.iter().map(|(name, _)| name.as_str()).collect();
            assert_eq!(names, ["IHDR", "PLTE", "IDAT", "IEND"]);
            assert_eq!(chunks[0].1, [0, 0, 1, 0x90, 0, 0, 0, 0x8C, 2, 3, 0, 0, 0]);
            let mut rows = Vec::new();
            ZlibDecoder::new(chunks[2].1.as_slice()).read_to_end(&mut rows).unwrap();
            assert_eq!(rows.len(), 140 * 101);
            let ink: usize = rows.iter().map(|byte| usize::from(*byte == 0xFF)).sum();
            assert!((rows.len() / 40..rows.len() / 4).contains(&ink), "{ink} fours of dark pixels");
        }
    }

    #[test]
    fn a_challenge_looks_the_same_each_time_and_the_same_code_does_not() {
        let code = Code::random().unwrap();
        let (one, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        assert_eq!(draw(code, one), draw(code, one));
        assert_ne!(draw(code, one), draw(code, other));
    }
}
