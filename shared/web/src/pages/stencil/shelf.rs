//! The stencils of a service, made when a page is asked for.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use askama::Template;

use super::{Print, Stencil, cut};
use crate::pages::Page;
use crate::problem::Problem;

/// Most pages that a service keeps; each takes some twenty thousand bytes. Further ones are drawn for each answer.
const MOST: usize = 128;

/// Names a page of a service in one language.
type Name = (&'static str, &'static str);

/// All stencils of a service.
#[derive(Debug, Default)]
pub struct Stencils(RwLock<HashMap<Name, Arc<Kept>>>);

/// A stencil, and what it was drawn with.
#[derive(Debug)]
struct Kept {
    page: Page,
    other_address: String,
    stencil: Stencil,
}

impl Stencils {
    /// A page with `values` in it, which consist of letters, digits, `-` and `_`. `name` tells it from other pages of
    /// this service. `draw` draws it with whatever stands for the values. What it draws is shown to others, so nothing
    /// else of this request may be in it, and nothing that changes while the process runs, but for the language and the
    /// frame: with another frame it is drawn anew.
    ///
    /// # Errors
    /// When it cannot be drawn.
    pub fn page<T: Template, const N: usize>(
        &self,
        name: &'static str,
        page: &Page,
        values: [&str; N],
        draw: impl Fn([&str; N]) -> T,
    ) -> Result<Print, Problem> {
        let (name, other_address) = ((name, language::current().code()), language::other_address());
        // Anybody can add a query to an address, or spell it otherwise, and the link to the other language repeats it.
        if other_address.contains(['?', '%']) || !values.iter().all(|value| cut::is_plain(value)) {
            return Ok(Print { html: drawn(&draw(values))?, gzip: None });
        }
        if let Some(kept) = self.find(name)
            && (&kept.page, &kept.other_address) == (page, &other_address)
            && kept.stencil.fits(&values)
        {
            return Ok(kept.stencil.print(&values));
        }
        let Some(stencil) = stencil(values.map(str::len), &draw)? else {
            return Ok(Print { html: drawn(&draw(values))?, gzip: None });
        };
        let print = stencil.print(&values);
        self.keep(name, Kept { page: page.clone(), other_address, stencil });
        Ok(print)
    }

    fn find(&self, name: Name) -> Option<Arc<Kept>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).get(&name).map(Arc::clone)
    }

    fn keep(&self, name: Name, kept: Kept) {
        let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if all.len() < MOST || all.contains_key(&name) {
            all.insert(name, Arc::new(kept));
        }
    }
}

/// Draws a page with marks in the place of values, and cuts it. `None` when it cannot be cut.
fn stencil<T: Template, const N: usize>(
    lengths: [usize; N],
    draw: &impl Fn([&str; N]) -> T,
) -> Result<Option<Stencil>, Problem> {
    let marks: Option<Vec<String>> = (0..).zip(lengths).map(|(hole, length)| cut::mark(hole, length)).collect();
    let Some(marks) = marks.and_then(|marks| <[String; N]>::try_from(marks).ok()) else { return Ok(None) };
    Ok(Stencil::new(&drawn(&draw(marks.each_ref().map(String::as_str)))?, lengths.to_vec()))
}

fn drawn(page: &impl Template) -> Result<String, Problem> {
    page.render().map_err(|error| Problem::internal(&error))
}
