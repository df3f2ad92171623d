//! Glyphs of a piece of text that one typeface has.

use super::faces::{Face, REPLACEMENT};
use harfrust::{Buffer, Direction, ShapeOptions, ShaperFont};
use krilla::text::{GlyphId, KrillaGlyph};

/// How much wider than drawn a blank is, in em: the typeface draws it narrow, and figures close up over it.
const WIDER: f32 = 0.07;

/// Text as glyphs, from left to right.
pub(crate) struct Run<'f> {
    pub(super) face: &'f Face,
    /// What the glyphs stand for.
    pub(super) text: String,
    pub(super) glyphs: Vec<KrillaGlyph>,
    /// Width of one em of type.
    pub(super) width: f32,
    /// How far ink reaches above the baseline, in em of type.
    pub(super) above: f32,
    /// How far ink reaches below the baseline, in em of type.
    pub(super) below: f32,
}

/// Shapes `text`, all of which `face` has.
pub(super) fn shape<'f>(text: &str, face: &'f Face, right_to_left: bool) -> Option<Run<'f>> {
    let run = shaped(text, text, face, right_to_left)?;
    run.glyphs.iter().all(|glyph| glyph.glyph_id.to_u32() != 0).then_some(run)
}

/// One [`REPLACEMENT`] in place of `text`. Whoever copies it gets `text`.
pub(super) fn replace<'f>(text: &str, face: &'f Face) -> Option<Run<'f>> {
    shaped(REPLACEMENT, text, face, false)
}

/// Shapes `letters`, which stand for `text`: for the same letters, or as a whole.
fn shaped<'f>(letters: &str, text: &str, face: &'f Face, right_to_left: bool) -> Option<Run<'f>> {
    let font = ShaperFont::new(&face.shapes);
    let mut buffer = Buffer::new();
    buffer.push_str(letters);
    buffer.guess_segment_properties();
    buffer.set_direction(if right_to_left { Direction::RightToLeft } else { Direction::LeftToRight });
    harfrust::shape(&font, &mut buffer, ShapeOptions::new()).ok()?;

    let em = f32::from(face.shapes.units_per_em());
    let starts = buffer.glyph_infos().iter().map(|glyph| usize::try_from(glyph.cluster));
    let mut starts = starts.collect::<Result<Vec<_>, _>>().ok()?;
    starts.sort_unstable();
    let mut run = Run { face, text: text.to_owned(), glyphs: Vec::new(), width: 0.0, above: 0.0, below: 0.0 };
    for (glyph, place) in buffer.glyph_infos().iter().zip(buffer.glyph_positions()) {
        let start = usize::try_from(glyph.cluster).ok()?;
        let next = starts.get(starts.partition_point(|other| *other <= start));
        let range = if letters == text { start..next.copied().unwrap_or(text.len()) } else { 0..text.len() };
        let is_blank = letters.get(start..).is_some_and(|rest| rest.starts_with(' '));
        let [advance, right, up, down] =
            [place.x_advance, place.x_offset, place.y_offset, place.y_advance].map(|distance| units(distance) / em);
        let advance = advance + if is_blank { WIDER } else { 0.0 };
        if let Some(ink) = font.glyph_extents(harfrust::GlyphId::new(glyph.glyph_id)) {
            run.above = run.above.max(up + units(ink.y_bearing) / em);
            run.below = run.below.max(-up - units(ink.y_bearing + ink.height) / em);
        }
        run.width += advance;
        run.glyphs.push(KrillaGlyph::new(GlyphId::new(glyph.glyph_id), advance, right, up, down, range, None));
    }
    Some(run)
}

#[expect(clippy::cast_precision_loss, reason = "measures within a font are far below 2^24 units")]
fn units(of_font: i32) -> f32 {
    of_font as f32
}
