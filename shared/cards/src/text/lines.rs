//! Breaks a text into lines that fit.
//!
//! A line ends at a blank, else behind a sign within an address, else anywhere between two letters: a name of a hundred
//! letters without a blank gets several lines. Arabic runs from right to left, also within Latin text (UAX #9).

use super::{
    faces::{FACES, Face, Faces, Weight},
    letters::clusters,
    shaping::{Run, replace, shape},
};
use crate::CardError;
use krilla::{geom::Point, surface::Surface};
use std::ops::Range;
use unicode_bidi::BidiInfo;

/// Where an address may go on in the next line: behind one of these.
const SIGNS: [char; 9] = ['-', '/', '@', '.', '_', '?', '&', '=', '+'];

/// How far letters reach above and below the baseline, in em. Taller ones make their line taller.
const ABOVE: f32 = 0.95;
const BELOW: f32 = 0.25;

/// Between the ink of two lines at least, in em.
const BETWEEN: f32 = 0.12;

/// How a text is set.
#[derive(Clone, Copy)]
pub(crate) struct Style {
    /// How heavy its letters are.
    pub(crate) weight: Weight,
    /// One em, in points.
    pub(crate) size: f32,
}

/// A text in lines, from its own upper left corner.
pub(crate) struct Text {
    pub(crate) lines: Vec<Line>,
    /// From the top of the first to the bottom of the last line, in points.
    pub(crate) height: f32,
    /// The width of the widest line, in points.
    pub(crate) width: f32,
}

/// One line of text.
pub(crate) struct Line {
    runs: Vec<Run<'static>>,
    size: f32,
    /// From the top of the text to this line's baseline, in points.
    pub(crate) baseline: f32,
    /// From the top of the text to this line's top, in points.
    pub(crate) top: f32,
    /// From the top of the text to this line's bottom, in points.
    pub(crate) bottom: f32,
    /// Without the blank at its end, in points.
    pub(crate) width: f32,
}

/// Sets a [readable](super::readable) text in lines of at most `width` points.
///
/// # Errors
/// [`CardError::NotWritten`] when the typefaces cannot be read.
pub(crate) fn set(text: &str, style: Style, width: f32) -> Result<Text, CardError> {
    let faces = FACES.as_ref().ok_or(CardError::NotWritten)?;
    let setting = Setting { text, faces, style, order: BidiInfo::new(text, None) };
    let mut set = Text { lines: Vec::new(), height: 0.0, width: 0.0 };
    let clusters = clusters(text);
    let mut rest = clusters.as_slice();
    while let Some(first) = rest.first() {
        let count = setting.fitting(rest, width)?;
        let (line, after) = rest.split_at(count);
        let end = line.last().map_or(first.end, |last| last.end);
        let line = setting.line(first.start..end, set.height)?;
        set.height = line.bottom;
        set.width = set.width.max(line.width);
        set.lines.push(line);
        rest = after;
    }
    Ok(set)
}

struct Setting<'a> {
    text: &'a str,
    faces: &'static Faces,
    style: Style,
    order: BidiInfo<'a>,
}

impl Setting<'_> {
    /// How many of the clusters the next line takes, at least one.
    fn fitting(&self, rest: &[Range<usize>], width: f32) -> Result<usize, CardError> {
        if self.width(rest)? <= width {
            return Ok(rest.len());
        }
        let (mut fits, mut exceeds) = (1, rest.len());
        while exceeds - fits > 1 {
            let middle = usize::midpoint(fits, exceeds);
            if self.width(rest.get(..middle).unwrap_or(rest))? <= width { fits = middle } else { exceeds = middle }
        }
        Ok(self.broken(rest, fits).min(rest.len()))
    }

    /// The best place for a break within the first `fits` clusters.
    fn broken(&self, rest: &[Range<usize>], fits: usize) -> usize {
        let letters = |cluster: &Range<usize>| self.text.get(cluster.clone()).unwrap_or_default();
        if rest.get(fits).is_some_and(|next| letters(next) == " ") {
            return fits + 1;
        }
        let line = rest.get(..fits).unwrap_or(rest);
        let blank = line.iter().rposition(|cluster| letters(cluster) == " ");
        let sign = line.iter().rposition(|cluster| letters(cluster).ends_with(SIGNS)).filter(|at| at * 2 >= fits);
        blank.or(sign).map_or(fits, |at| at + 1)
    }

    /// The width of a line of these clusters, without the blank at its end.
    fn width(&self, clusters: &[Range<usize>]) -> Result<f32, CardError> {
        let (Some(first), Some(last)) = (clusters.first(), clusters.last()) else { return Ok(0.0) };
        let shown = self.text.get(first.start..last.end).unwrap_or_default().trim_end().len();
        let runs = self.runs(first.start..first.start + shown)?;
        Ok(runs.iter().map(|run| run.width).sum::<f32>() * self.style.size)
    }

    fn line(&self, range: Range<usize>, top: f32) -> Result<Line, CardError> {
        let shown = range.start + self.text.get(range.clone()).unwrap_or_default().trim_end().len();
        let right_to_left = self.order.paragraphs.first().is_some_and(|paragraph| paragraph.level.is_rtl());
        // The blank at the end parts the words of two lines for whoever copies them. From right to left it would stand
        // in front.
        let runs = self.runs(range.start..if right_to_left { shown } else { range.end })?;
        let blank = if right_to_left { Vec::new() } else { self.runs(shown..range.end)? };
        let width = |runs: &[Run<'_>]| runs.iter().map(|run| run.width).sum::<f32>() * self.style.size;
        let width = width(&runs) - width(&blank);
        let above = runs.iter().map(|run| run.above + BETWEEN).fold(ABOVE, f32::max);
        let below = runs.iter().map(|run| run.below + BETWEEN).fold(BELOW, f32::max);
        let baseline = top + above * self.style.size;
        let bottom = baseline + (below + BETWEEN) * self.style.size;
        Ok(Line { runs, size: self.style.size, baseline, top, bottom, width })
    }

    /// The runs of a line in the order in which they stand, from left to right.
    fn runs(&self, range: Range<usize>) -> Result<Vec<Run<'static>>, CardError> {
        let Some(paragraph) = self.order.paragraphs.first().filter(|_| !range.is_empty()) else {
            return Ok(Vec::new());
        };
        let (levels, ranges) = self.order.visual_runs(paragraph, range);
        let mut runs = Vec::new();
        for range in ranges {
            let right_to_left = levels.get(range.start).is_some_and(unicode_bidi::Level::is_rtl);
            let mut pieces = self.pieces(self.text.get(range).unwrap_or_default(), right_to_left)?;
            if right_to_left {
                pieces.reverse();
            }
            runs.append(&mut pieces);
        }
        Ok(runs)
    }

    /// Shapes a text of one direction, cut where the typeface changes, in the order of its letters.
    fn pieces(&self, text: &str, right_to_left: bool) -> Result<Vec<Run<'static>>, CardError> {
        let mut pieces: Vec<(Range<usize>, Option<&'static Face>)> = Vec::new();
        for cluster in clusters(text) {
            let before = pieces.last().and_then(|(_, face)| *face);
            let face = self.faces.with(text.get(cluster.clone()).unwrap_or_default(), self.style.weight, before);
            match (pieces.last_mut(), face) {
                (Some((piece, Some(last))), Some(face)) if std::ptr::eq(*last, face) => piece.end = cluster.end,
                _ => pieces.push((cluster, face)),
            }
        }
        let replacement = self.faces.of_replacement();
        pieces
            .into_iter()
            .map(|(range, face)| {
                let letters = text.get(range).unwrap_or_default();
                face.and_then(|face| shape(letters, face, right_to_left)).or_else(|| replace(letters, replacement))
            })
            .collect::<Option<_>>()
            .ok_or(CardError::NotWritten)
    }
}

impl Line {
    /// Draws the line with the fill that is set. `(left, top)` is the corner of its text.
    pub(crate) fn draw(&self, surface: &mut Surface<'_>, left: f32, top: f32) {
        let mut x = left;
        for run in &self.runs {
            let start = Point::from_xy(x, top + self.baseline);
            surface.draw_glyphs(start, &run.glyphs, run.face.file.clone(), &run.text, self.size, false);
            x += run.width * self.size;
        }
    }
}
