//! The output of the process that draws a stranger's file: it may say anything.

use renditions::{Format, fuzzing};

use super::Target;

pub(super) const TARGET: Target = Target { name: "rendition", words: &WORDS, most: 1_024, run };

const WORDS: [&[u8]; 12] = [
    b"pages 12\n",
    b"page 3 1240 1754 png 595 842 upright\n\x89PNG\r\n\x1a\n",
    b"page 3 1240 1754 jpeg 595 842 turned\n\xff\xd8\xff",
    b"page ",
    b"\n",
    b" ",
    b"png",
    b"jpeg",
    b"svg",
    b"+1",
    b"65536",
    b"<html>",
];

fn run(input: &[u8]) -> bool {
    let pages = fuzzing::pages(input);
    if let Some(pages) = pages {
        assert_eq!(input, format!("pages {pages}\n").as_bytes(), "a count has one spelling");
    }
    let picture = fuzzing::picture(input);
    if let Some((picture, again)) = &picture {
        assert!(picture.pages > 0 && picture.width > 0 && picture.height > 0, "a picture has a size");
        let begins: &[u8] = if picture.format == Format::Png { b"\x89PNG\r\n\x1a\n" } else { b"\xff\xd8\xff" };
        assert!(picture.bytes.starts_with(begins), "a picture is one");
        assert_eq!(again, input, "a picture has one spelling");
    }
    pages.is_some() || picture.is_some()
}
