//! One look at a page in a state: everything that must be right about every page, whatever its purpose.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use testing::Environment;

use crate::{Markup, Page};

/// Most bytes that a page may bring over the network on a first visit, script, style, font and headers included.
pub const HEAVIEST: u64 = 60_000;

/// Widths in CSS pixels at which no page may scroll sideways: the narrowest phone, a common one, a laptop.
pub const WIDTHS: [u32; 3] = [320, 390, 1280];

/// Collects what is wrong with the pages of a test, so that the test reports all of it at once.
#[derive(Debug)]
pub struct Audit {
    axe: String,
    markup: Markup,
    findings: Mutex<Vec<String>>,
    seen: Mutex<BTreeSet<String>>,
}

/// A rule of axe that a page breaks.
#[derive(Debug, Deserialize)]
struct Violation {
    rule: String,
    help: String,
    at: Vec<String>,
}

impl Audit {
    /// Makes an audit that has seen nothing yet.
    ///
    /// # Errors
    /// When its tools are not installed (`make test-servers` installs them).
    pub fn new() -> Result<Self> {
        let environment = Environment::of_test_servers()?;
        let file = environment.get("AXE")?;
        let axe = std::fs::read_to_string(file).with_context(|| format!("reading {file}"))?;
        Ok(Self { axe, markup: Markup::new(&environment)?, findings: Mutex::default(), seen: Mutex::default() })
    }

    /// Looks at the page as it is now, with everything of axe. `state` names it in the findings.
    ///
    /// The look tries colours and axe on the page as it stands, without loading it again. Afterwards it restores the
    /// page's colours.
    ///
    /// # Errors
    /// When the browser does not answer. [`Audit::verdict`] reports what is wrong with the page.
    pub async fn look(&self, page: &Page, state: &str) -> Result<()> {
        self.glance(page, state).await?;
        // Axe waits for timers, so this switches script on. The page loaded without script, and its own scripts still
        // do not run.
        page.script(true).await?;
        page.evaluate::<bool>(&format!("{}; true", self.axe)).await?;
        for dark in [false, true] {
            page.dark(dark).await?;
            for Violation { rule, help, at } in page.evaluate::<Vec<Violation>>(AXE).await? {
                let colours = if dark { "dark" } else { "light" };
                self.found(state, &format!("axe, {colours}: {rule}: {help}, at {}", at.join(" | ")));
            }
        }
        page.script(page.view().script).await?;
        page.dark(page.view().dark).await
    }

    /// Looks at the page without axe: enough where another page of the same template was looked at with it.
    ///
    /// Weight and complaints are those of the whole visit. The page's width is restored.
    ///
    /// # Errors
    /// As [`Audit::look`].
    pub async fn glance(&self, page: &Page, state: &str) -> Result<()> {
        ensure!(
            self.seen.lock().unwrap_or_else(PoisonError::into_inner).insert(state.to_owned()),
            "{state} was looked at before"
        );
        self.markup.keep(state, &page.document().await?.body)?;
        page.settled().await?;
        for complaint in page.complaints() {
            self.found(state, &format!("the browser complains: {complaint}"));
        }
        for address in page.strangers() {
            self.found(state, &format!("asks another site: {address}"));
        }
        let weight = page.weight();
        if weight > HEAVIEST {
            self.found(state, &format!("weighs {weight} bytes: {:?}", page.parts()));
        }
        for width in WIDTHS {
            page.width(width).await?;
            page.shows(&format!("matchMedia('(width: {width}px)').matches")).await?;
            for finding in page.evaluate::<Vec<String>>(&format!("({WIDE})({width})")).await? {
                self.found(state, &format!("needs sideways scrolling at {width} pixels: {finding}"));
            }
        }
        page.width(page.view().width).await
    }

    /// Checks the markup of everything that it saw, and reports all findings.
    ///
    /// # Errors
    /// When there is a finding, or when it looked at nothing.
    pub async fn verdict(&self) -> Result<()> {
        for finding in self.markup.check().await? {
            self.findings.lock().unwrap_or_else(PoisonError::into_inner).push(finding);
        }
        let findings = self.findings.lock().unwrap_or_else(PoisonError::into_inner);
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        ensure!(!seen.is_empty(), "nothing was looked at");
        let mut told = String::new();
        for finding in findings.iter() {
            write!(told, "\n- {finding}")?;
        }
        ensure!(findings.is_empty(), "{} findings on {} pages and states:{told}", findings.len(), seen.len());
        Ok(())
    }

    fn found(&self, state: &str, what: &str) {
        self.findings.lock().unwrap_or_else(PoisonError::into_inner).push(format!("{state}: {what}"));
    }
}

/// What reaches over the right edge of a screen of that width. On a phone the window grows with its content, so the
/// screen counts.
const WIDE: &str = "width => {
    if (document.scrollingElement.scrollWidth <= width) return [];
    const over = [...document.body.querySelectorAll('*')].filter(it => it.getBoundingClientRect().right > width + 0.5);
    return ['the page is ' + document.scrollingElement.scrollWidth + ' wide', ...over.slice(0, 4).map(it => it.outerHTML.slice(0, 100))];
}";

/// Every rule of axe, those of good practice included. Axe loads nothing.
const AXE: &str = "axe.run(document, { preload: false, resultTypes: ['violations'] }).then(result => \
    result.violations.map(it => ({
    rule: it.id, help: it.help, at: it.nodes.slice(0, 3).map(node => node.html.slice(0, 160) + ' ' + (node.any[0]?.message ?? node.all[0]?.message ?? ''))
})))";
