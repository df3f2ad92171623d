//! What a page shows of a stamp: a code with the serial number between "CONTOH –" and "BUKAN METERAI". No coat of arms,
//! no value: nobody takes it for a stamp.

use anyhow::Context as _;
use fast_qr::QRBuilder;

use crate::letters::{HEIGHT, WIDTH, rows};

/// Pixels on each side.
pub(crate) const SIDE: usize = 320;
/// Pixels of a module of the code, and of a dot of a letter.
const MODULE: usize = 8;
const DOT: usize = 3;
/// Where the words begin, in rows from the top.
const ABOVE: usize = 8;
const BELOW: usize = SIDE - ABOVE - HEIGHT * DOT;

const WHITE: [u8; 3] = [255, 255, 255];
const BLACK: [u8; 3] = [0, 0, 0];
const RED: [u8; 3] = [176, 0, 32];

/// Rows of pixels.
pub(crate) struct Canvas(Vec<[u8; 3]>);

impl Canvas {
    /// The picture with this serial number.
    pub(crate) fn of(serial: &str) -> anyhow::Result<Self> {
        let mut canvas = Self(vec![WHITE; SIDE * SIDE]);
        let code = QRBuilder::new(serial).build().context("a code of the serial number")?;
        let edge = (SIDE - code.size * MODULE) / 2;
        for (row, column) in (0..code.size).flat_map(|row| (0..code.size).map(move |column| (row, column))) {
            if code.data.get(row * code.size + column).is_some_and(|module| module.value()) {
                canvas.fill(edge + column * MODULE, edge + row * MODULE, MODULE, BLACK);
            }
        }
        canvas.write("CONTOH –", ABOVE);
        canvas.write("BUKAN METERAI", BELOW);
        Ok(canvas)
    }

    /// Red, green and blue of each pixel, from the upper left on.
    pub(crate) fn pixels(&self) -> Vec<u8> {
        self.0.iter().flatten().copied().collect()
    }

    fn write(&mut self, words: &str, top: usize) {
        let step = (WIDTH + 1) * DOT;
        let left = (SIDE - words.chars().count() * step) / 2;
        for (at, letter) in words.chars().enumerate() {
            for (row, bits) in rows(letter).into_iter().enumerate() {
                for column in (0..WIDTH).filter(|column| bits >> (WIDTH - 1 - column) & 1 == 1) {
                    self.fill(left + at * step + column * DOT, top + row * DOT, DOT, RED);
                }
            }
        }
    }

    /// A square.
    fn fill(&mut self, left: usize, top: usize, side: usize, colour: [u8; 3]) {
        for row in top..top + side {
            if let Some(pixels) = self.0.get_mut(row * SIDE + left..row * SIDE + left + side) {
                pixels.fill(colour);
            }
        }
    }
}
