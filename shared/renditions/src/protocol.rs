//! What the service and its drawing process say to each other: arguments in, one line and a picture out.
//!
//! The process reads a stranger's file, so the service trusts nothing that it says. The service parses its short line,
//! bounds the numbers in it, and serves the bytes behind it only as a picture.

use std::num::NonZeroU16;

use crate::outcome::{Format, Paper, Picture, Size};

/// The first argument. No command of ours has this name.
pub(crate) const DRAW_PAGE: &str = "draw-page";

/// Exit codes of the drawing process. Any other end is a signal.
pub(crate) const DONE: u8 = 0;
/// The arguments are wrong (`EX_USAGE` of sysexits.h).
pub(crate) const WRONG_USE: u8 = 64;
/// The process cannot read the document (`EX_DATAERR`).
pub(crate) const BROKEN: u8 = 65;
/// The page does not exist (`EX_NOINPUT`); the line says how many pages there are.
pub(crate) const NO_SUCH_PAGE: u8 = 66;
/// The process could not give up its rights, so it read nothing (`EX_OSERR`).
pub(crate) const NOT_CONFINED: u8 = 71;
/// The drawing panicked: Rust's own exit code.
pub(crate) const PANIC: u8 = 101;

/// Most bytes of a document: more than any that we store.
pub(crate) const MAX_DOCUMENT: u64 = 16 << 20;

/// Most bytes of an output. A page of noise at the largest size stays below it.
pub(crate) const MAX_OUTPUT: u64 = 32 << 20;

/// Longest line in bytes.
const MAX_LINE: usize = 64;

/// What the process must do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// Count the pages.
    Count,
    /// Draw this page; the first is 1.
    Draw(NonZeroU16, Size),
}

impl Order {
    /// The process's arguments.
    pub(crate) fn arguments(self) -> [String; 3] {
        let (page, width) = match self {
            Self::Count => (0, 0),
            Self::Draw(page, size) => (page.get(), size.width()),
        };
        [DRAW_PAGE.to_owned(), page.to_string(), width.to_string()]
    }

    /// Reads the order from the arguments that follow the first.
    pub(crate) fn parse(page: &str, width: &str) -> Option<Self> {
        match (NonZeroU16::new(page.parse().ok()?), width.parse().ok()?) {
            (None, 0) => Some(Self::Count),
            (None, _) => None,
            (Some(page), width) => [Size::Reading, Size::Close]
                .into_iter()
                .find(|size| size.width() == width)
                .map(|size| Self::Draw(page, size)),
        }
    }
}

/// Whether so many bytes are within a bound.
pub(crate) fn within(length: usize, most: u64) -> bool {
    u64::try_from(length).is_ok_and(|length| length <= most)
}

/// The line before a picture.
pub(crate) fn picture_line(pages: u16, (width, height): (u16, u16), format: Format, paper: Paper) -> String {
    let format = match format {
        Format::Png => "png",
        Format::Jpeg => "jpeg",
    };
    let lies = if paper.is_upright { "upright" } else { "turned" };
    format!("page {pages} {width} {height} {format} {} {} {lies}\n", paper.width, paper.height)
}

/// The line of an output that only names the number of pages.
pub(crate) fn pages_line(pages: u16) -> String {
    format!("pages {pages}\n")
}

/// Reads the number of pages from [`pages_line`].
pub(crate) fn pages(output: &[u8]) -> Option<u16> {
    let (line, rest) = split(output)?;
    let pages = rest.is_empty().then_some(line)?.strip_prefix("pages ")?.parse().ok()?;
    (format!("{line}\n") == pages_line(pages)).then_some(pages)
}

/// Reads the line and returns the picture behind it.
pub(crate) fn picture(mut output: Vec<u8>) -> Option<Picture> {
    let (line, rest) = split(&output)?;
    let mut words = line.strip_prefix("page ")?.split(' ');
    let (pages, width, height) = (number(words.next())?, number(words.next())?, number(words.next())?);
    let format = match words.next()? {
        "png" => Format::Png,
        "jpeg" => Format::Jpeg,
        _ => return None,
    };
    let paper = Paper {
        width: number(words.next())?,
        height: number(words.next())?,
        is_upright: match words.next()? {
            "upright" => true,
            "turned" => false,
            _ => return None,
        },
    };
    let begins: &[u8] = match format {
        Format::Png => b"\x89PNG\r\n\x1a\n",
        Format::Jpeg => b"\xff\xd8\xff",
    };
    let is_ours = format!("{line}\n") == picture_line(pages, (width, height), format, paper);
    if !is_ours || !rest.starts_with(begins) {
        return None;
    }
    let bytes = output.split_off(output.len() - rest.len());
    Some(Picture { bytes, format, width, height, pages, paper })
}

fn number(word: Option<&str>) -> Option<u16> {
    word?.parse().ok().filter(|number| *number > 0)
}

fn split(output: &[u8]) -> Option<(&str, &[u8])> {
    let end = output.iter().take(MAX_LINE).position(|byte| *byte == b'\n')?;
    let (line, rest) = output.split_at_checked(end)?;
    Some((str::from_utf8(line).ok()?, rest.get(1..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_survive_the_way_through_arguments() {
        for order in
            [Order::Count, Order::Draw(NonZeroU16::MIN, Size::Reading), Order::Draw(NonZeroU16::MAX, Size::Close)]
        {
            let [name, page, width] = order.arguments();
            assert_eq!((name.as_str(), Order::parse(&page, &width)), (DRAW_PAGE, Some(order)));
        }
        for (page, width) in [("1", "0"), ("1", "99999"), ("0", "1240"), ("1", "1241"), ("-1", "1240"), ("x", "")] {
            assert_eq!(Order::parse(page, width), None, "{page} {width}");
        }
    }

    #[test]
    fn a_picture_survives_the_way_through_the_pipe() {
        for (format, begins) in [(Format::Png, &b"\x89PNG\r\n\x1a\n..."[..]), (Format::Jpeg, b"\xff\xd8\xff\xe0")] {
            for is_upright in [true, false] {
                let paper = Paper { width: 595, height: 842, is_upright };
                let output = [picture_line(3, (1240, 1754), format, paper).as_bytes(), begins].concat();
                assert_eq!(
                    picture(output),
                    Some(Picture { bytes: begins.to_vec(), format, width: 1240, height: 1754, pages: 3, paper })
                );
            }
        }
        assert_eq!(pages(pages_line(12).as_bytes()), Some(12));
    }

    #[test]
    fn what_the_process_makes_up_is_no_picture() {
        let png = "\u{89}PNG";
        let lines = [
            "",
            "page",
            "page 1 2 3 png",
            "page 1 2 3 png\n",
            "page 1 2 3 png 4 5 upright\n<html>",
            "page 1 2 3 svg 4 5 upright\n<svg/>",
            "page 0 2 3 png 4 5 upright\n",
            "page 1 2 99999 png 4 5 upright\n",
            png,
        ];
        for line in lines {
            assert_eq!(picture(line.as_bytes().to_vec()), None, "{line}");
        }
        for line in ["pages", "pages \n", "pages 1\nx", "pages 70000\n", "pages -1\n", "pages +1\n", "pages 01\n"] {
            assert_eq!(pages(line.as_bytes()), None, "{line}");
        }
        for line in [
            "page +1 2 3 png 4 5 upright",
            "page 1 02 3 png 4 5 upright",
            "page 1 2 3 png 4 5 upright ",
            "page 1 2 3 png 4 0 upright",
            "page 1 2 3 png 4 5 sideways",
        ] {
            assert_eq!(picture([line.as_bytes(), b"\n\x89PNG\r\n\x1a\n"].concat()), None, "{line}");
        }
        let long = [b"page ".repeat(100), b"\n".to_vec()].concat();
        assert_eq!(picture(long), None);
    }
}
