//! The drawing process: gives up its rights, reads a PDF file from its standard input, and writes one page as a picture
//! to its standard output.

mod confinement;
mod drawing;

use std::env;
use std::io::{self, Read as _, Write as _};
use std::process::ExitCode;

pub use confinement::confine;

use crate::protocol::{
    self, BROKEN, DONE, DRAW_PAGE, MAX_DOCUMENT, NO_SUCH_PAGE, NOT_CONFINED, Order, WRONG_USE, within,
};
use drawing::Failure;

/// Call it first in `main`. When this process was started to draw a page, it draws the page and returns the exit code
/// that `main` must return. Nothing of the program may have run before, because the drawing would inherit what it
/// opened.
///
/// The exit code follows `sysexits.h`: 0 with a line and the picture on standard output, 64 for wrong arguments, 65 for
/// a file that it cannot read, 66 with a line for a page that does not exist, 71 when it could not confine itself and
/// therefore read nothing.
#[must_use]
pub fn main() -> Option<ExitCode> {
    let mut arguments = env::args().skip(1).take(4);
    if arguments.next()? != DRAW_PAGE {
        return None;
    }
    let order = match (arguments.next(), arguments.next(), arguments.next()) {
        (Some(page), Some(width), None) => Order::parse(&page, &width),
        _ => None,
    };
    Some(ExitCode::from(order.map_or(WRONG_USE, carry_out)))
}

fn carry_out(order: Order) -> u8 {
    if confine().is_err() {
        return NOT_CONFINED;
    }
    let mut pdf = Vec::new();
    let read = io::stdin().lock().take(MAX_DOCUMENT + 1).read_to_end(&mut pdf);
    if !read.is_ok_and(|length| within(length, MAX_DOCUMENT)) {
        return BROKEN;
    }
    match drawing::carry_out(pdf, order) {
        Ok((line, picture)) => answer(&line, &picture, DONE),
        Err(Failure::NoSuchPage(pages)) => answer(&protocol::pages_line(pages), &[], NO_SUCH_PAGE),
        Err(Failure::Broken) => BROKEN,
    }
}

fn answer(line: &str, picture: &[u8], code: u8) -> u8 {
    let mut out = io::stdout().lock();
    let written = out.write_all(line.as_bytes()).and_then(|()| out.write_all(picture)).and_then(|()| out.flush());
    // The reader of our output is gone.
    written.map_or(WRONG_USE, |()| code)
}
