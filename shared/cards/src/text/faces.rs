//! The typefaces of the cards, and which of them has a letter.
//!
//! Plus Jakarta Sans is the typeface of the site. Noto has what it lacks: rare Latin letters, Arabic, Javanese. All are
//! reduced to these letters (`fonts/reduce.sh`); a card holds only the glyphs that it shows.

use super::letters::is_joiner;
use krilla::text::Font;
use std::sync::LazyLock;

/// How heavy letters are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    /// As most text.
    Regular,
    /// As headings.
    Strong,
}

/// Shown for a letter that no typeface has.
pub(super) const REPLACEMENT: &str = "\u{fffd}";

/// A typeface, as the shaper and as the writer of the file read it.
pub(super) struct Face {
    pub(super) shapes: harfrust::Font,
    pub(super) file: Font,
}

/// The typefaces in the order in which a letter is looked for.
pub(super) struct Faces {
    regular: Face,
    strong: Face,
    latin: Face,
    arabic: Face,
    javanese: Face,
}

/// All typefaces; `None` when one of these files cannot be read, which the tests rule out.
pub(super) static FACES: LazyLock<Option<Faces>> = LazyLock::new(|| {
    Some(Faces {
        regular: face(include_bytes!("../../fonts/plus-jakarta-sans-regular.ttf"))?,
        strong: face(include_bytes!("../../fonts/plus-jakarta-sans-semibold.ttf"))?,
        latin: face(include_bytes!("../../fonts/noto-sans-regular.ttf"))?,
        arabic: face(include_bytes!("../../fonts/noto-sans-arabic-regular.ttf"))?,
        javanese: face(include_bytes!("../../fonts/noto-sans-javanese-regular.ttf"))?,
    })
});

fn face(file: &'static [u8]) -> Option<Face> {
    Some(Face { shapes: harfrust::Font::new(file, 0)?, file: Font::new(file.into(), 0)? })
}

impl Faces {
    /// The first typeface that has all characters of a cluster. `before` is that of the text before, which keeps the
    /// blanks behind its words.
    pub(super) fn with<'a>(&'a self, cluster: &str, weight: Weight, before: Option<&'a Face>) -> Option<&'a Face> {
        let own = match weight {
            Weight::Regular => &self.regular,
            Weight::Strong => &self.strong,
        };
        let before = before.filter(|_| cluster == " ");
        let order = before.into_iter().chain([own, &self.latin, &self.arabic, &self.javanese]);
        order.into_iter().find(|face| face.has(cluster))
    }

    /// The typeface that has the [`REPLACEMENT`].
    pub(super) fn of_replacement(&self) -> &Face {
        &self.latin
    }
}

impl Face {
    fn has(&self, cluster: &str) -> bool {
        let letters = self.shapes.charmap();
        cluster.chars().all(|character| is_joiner(character) || letters.map_unicode(character).is_some())
    }
}
