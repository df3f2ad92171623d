//! What a card shows and where, as a program that draws it finds out.

use hayro::hayro_interpret::font::{Glyph, GlyphRun};
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, TransformExt as _, interpret_page,
};
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::object::{self, Dict};
use hayro::kurbo::{Affine, BezPath, Rect, Shape as _};

/// A line of text, as it is read aloud or copied.
pub(crate) struct Text {
    pub(crate) words: String,
    /// What its glyphs cover, in points from the upper left corner.
    pub(crate) ink: Rect,
    /// One em of its smallest glyph, in points.
    pub(crate) size: f64,
}

/// All that a page shows.
#[derive(Default)]
pub(crate) struct Shown {
    pub(crate) texts: Vec<Text>,
    /// What drawn areas cover.
    pub(crate) areas: Vec<Rect>,
    pub(crate) images: usize,
    /// For each open mark: whether it spells out what is in it.
    open: Vec<bool>,
}

/// Reads the only page of a card.
pub(crate) fn read(file: &[u8]) -> Shown {
    let mut pages = pages(file);
    assert_eq!(pages.len(), 1);
    pages.remove(0)
}

/// Reads all pages of a card.
pub(crate) fn pages(file: &[u8]) -> Vec<Shown> {
    let pdf = Pdf::new(file.to_vec()).ok().unwrap();
    let pages = pdf.pages().iter().map(|page| {
        let (width, height) = page.render_dimensions();
        assert_eq!((width.round(), height.round()), (595.0, 842.0));
        let mut shown = Shown::default();
        let all = Rect::new(0.0, 0.0, width.into(), height.into());
        let cache = InterpreterCache::new();
        let turn = page.initial_transform(true).to_kurbo();
        let mut context = Context::new(turn, all, &cache, page.xref(), InterpreterSettings::default());
        interpret_page(page, &mut context, &mut shown);
        assert!(shown.open.is_empty());
        shown.texts.retain(|text| !text.words.is_empty());
        shown
    });
    pages.collect()
}

impl Shown {
    /// All lines, in the order in which they are read.
    pub(crate) fn words(&self) -> Vec<&str> {
        self.texts.iter().map(|text| text.words.trim_end()).collect()
    }

    fn spells(&self) -> bool {
        self.open.contains(&true)
    }
}

impl<'a> Device<'a> for Shown {
    fn begin_marked_content(&mut self, _tag: &[u8], properties: Option<&Dict<'_>>) {
        if self.open.is_empty() {
            self.texts.push(Text { words: String::new(), ink: Rect::ZERO, size: f64::INFINITY });
        }
        let spelled = properties.and_then(|dict| dict.get::<object::String<'_>>(b"ActualText".as_slice()));
        if let Some(words) = spelled.as_ref().filter(|_| !self.spells()) {
            self.texts.last_mut().unwrap().words.push_str(&text(words.as_bytes()));
        }
        self.open.push(spelled.is_some());
    }

    fn end_marked_content(&mut self) {
        self.open.pop().unwrap();
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        let spells = self.spells();
        assert!(!self.open.is_empty(), "text without a mark");
        let line = self.texts.last_mut().unwrap();
        for placed in run.glyphs() {
            let Glyph::Outline(glyph) = &**placed else { panic!("a glyph without an outline") };
            let to_page: Affine = props.transform * placed.transform();
            let ink = (to_page * glyph.outline()).bounding_box();
            if ink.area() > 0.0 {
                line.ink = if line.ink.area() > 0.0 { line.ink.union(ink) } else { ink };
                line.size = line.size.min(to_page.as_coeffs()[3].abs() * 1000.0);
            }
            match glyph.as_unicode().filter(|_| !spells) {
                Some(BfString::Char(character)) => line.words.push(character),
                Some(BfString::String(characters)) => line.words.push_str(&characters),
                None => {}
            }
        }
    }

    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, _: &DrawMode) {
        assert!(!self.open.is_empty(), "an area without a mark");
        self.areas.push((props.transform * path.clone()).bounding_box());
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.images += 1;
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

/// A text string of a PDF (ISO 32000-1, 7.9.2.2): UTF-16 behind a mark, else of letters that are the same in ASCII.
pub(crate) fn text(bytes: &[u8]) -> String {
    let Some(wide) = bytes.strip_prefix(&[0xfe, 0xff]) else {
        assert!(bytes.is_ascii());
        return String::from_utf8(bytes.to_vec()).unwrap();
    };
    let units: Vec<u16> = wide.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
    String::from_utf16(&units).unwrap()
}
