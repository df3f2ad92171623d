//! One tab: where it goes and what it shows.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use testing::eventually;

use crate::devtools::{Devtools, Journal};

/// Longest wait until a page loads or shows something, on a busy machine.
pub(crate) const PATIENCE: Duration = Duration::from_mins(1);

/// How the person looks at the page.
#[derive(Clone, Copy, Debug)]
pub struct View {
    /// Width of the screen in CSS pixels.
    pub width: u32,
    /// Whether pages may run script.
    pub script: bool,
    /// Whether the person prefers dark pages.
    pub dark: bool,
}

impl View {
    /// A common phone.
    pub const PHONE: Self = Self { width: 390, script: true, dark: false };
    /// The same phone with script switched off.
    pub const PHONE_WITHOUT_SCRIPT: Self = Self { script: false, ..Self::PHONE };
    /// A laptop.
    pub const LAPTOP: Self = Self { width: 1280, ..Self::PHONE };

    fn height(self) -> u32 {
        if self.is_phone() { 844 } else { 800 }
    }

    fn is_phone(self) -> bool {
        self.width < 700
    }
}

/// A tab of a [`crate::Browser`].
#[derive(Debug)]
pub struct Page {
    devtools: Arc<Devtools>,
    session: String,
    site: String,
    view: View,
    pub(crate) journal: Arc<Journal>,
    visit: AtomicUsize,
    visits: AtomicUsize,
}

impl Page {
    pub(crate) async fn of(devtools: Arc<Devtools>, session: String, site: String, view: View) -> Result<Self> {
        let journal = devtools.journal(&session);
        let page =
            Self { devtools, session, site, view, journal, visit: AtomicUsize::new(0), visits: AtomicUsize::new(0) };
        for domain in ["Page", "Runtime", "Network", "Log"] {
            page.send(&format!("{domain}.enable"), json!({})).await?;
        }
        // Every visit is a first one, so the weight is that of a first visit.
        page.send("Network.setCacheDisabled", json!({ "cacheDisabled": true })).await?;
        page.script(view.script).await?;
        page.width(view.width).await?;
        page.dark(view.dark).await?;
        Ok(page)
    }

    /// How the person looks at it.
    #[must_use]
    pub fn view(&self) -> View {
        self.view
    }

    /// The site's address, without a path.
    #[must_use]
    pub fn site(&self) -> &str {
        &self.site
    }

    /// Makes the screen that many CSS pixels wide. Narrow ones are phones, on which the page's viewport declaration
    /// counts.
    ///
    /// # Errors
    /// When Chromium refuses.
    pub async fn width(&self, width: u32) -> Result<()> {
        self.screen(width, View { width, ..self.view }.height()).await
    }

    /// Makes the screen that many CSS pixels wide and high, as [`Page::width`] does.
    ///
    /// # Errors
    /// When Chromium refuses.
    pub async fn screen(&self, width: u32, height: u32) -> Result<()> {
        let mobile = View { width, ..self.view }.is_phone();
        let asked = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": mobile });
        self.send("Emulation.setDeviceMetricsOverride", asked).await.map(drop)
    }

    /// Makes the person prefer dark or light pages. Nothing moves, so a look sees the page at rest.
    ///
    /// # Errors
    /// When Chromium refuses.
    pub async fn dark(&self, dark: bool) -> Result<()> {
        self.media("", dark).await
    }

    /// Shows the page as a printer would print it, or as on a screen again.
    ///
    /// # Errors
    /// When Chromium refuses.
    pub async fn printed(&self, printed: bool) -> Result<()> {
        self.media(if printed { "print" } else { "" }, self.view.dark).await
    }

    async fn media(&self, media: &str, dark: bool) -> Result<()> {
        let scheme = if dark { "dark" } else { "light" };
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }, { "name": "prefers-reduced-motion", "value": "reduce" }]);
        self.send("Emulation.setEmulatedMedia", json!({ "media": media, "features": features })).await.map(drop)
    }

    /// Limits how many bytes a second leave the browser, or removes the limit.
    ///
    /// # Errors
    /// When Chromium refuses.
    pub async fn upload_rate(&self, bytes_per_second: Option<u32>) -> Result<()> {
        let rate = bytes_per_second.map_or(-1, i64::from);
        let asked = json!({ "offline": false, "latency": 0, "downloadThroughput": -1, "uploadThroughput": rate });
        self.send("Network.emulateNetworkConditions", asked).await.map(drop)
    }

    /// Makes the processor so many times slower, and the line as slow as its milliseconds of latency and bytes a second
    /// say.
    ///
    /// # Errors
    /// When Chromium refuses.
    pub async fn slow(&self, processor: u32, line: Option<(u32, u32)>) -> Result<()> {
        self.send("Emulation.setCPUThrottlingRate", json!({ "rate": processor })).await?;
        let (latency, rate) = line.map_or((0, -1), |(latency, rate)| (latency, i64::from(rate)));
        let asked =
            json!({ "offline": false, "latency": latency, "downloadThroughput": rate, "uploadThroughput": rate });
        self.send("Network.emulateNetworkConditions", asked).await.map(drop)
    }

    /// Switches the page's script on or off. While it is off, timers of an [`evaluate`](Self::evaluate)d expression do
    /// not run either.
    pub(crate) async fn script(&self, on: bool) -> Result<()> {
        self.send("Emulation.setScriptExecutionDisabled", json!({ "value": !on })).await.map(drop)
    }

    /// Runs a script before those of each page that comes.
    ///
    /// # Errors
    /// When Chromium refuses.
    pub async fn run_first(&self, script: &str) -> Result<()> {
        self.send("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await.map(drop)
    }

    /// Goes to a path of the site and waits until the page has loaded.
    ///
    /// # Errors
    /// When the page does not load.
    pub async fn open(&self, path: &str) -> Result<()> {
        let url = format!("{}{path}", self.site);
        self.travel(async || {
            let gone = self.send("Page.navigate", json!({ "url": url })).await?;
            if let Some(error) = gone["errorText"].as_str() {
                bail!("{url}: {error}");
            }
            Ok(())
        })
        .await
        .with_context(|| format!("opening {path}"))
    }

    /// Loads the page again.
    ///
    /// # Errors
    /// When the page does not load.
    pub async fn reload(&self) -> Result<()> {
        self.travel(async || self.send("Page.reload", json!({})).await.map(drop)).await.context("reloading")
    }

    /// Goes back to the previous page, which may come from Chromium's memory.
    ///
    /// # Errors
    /// When there is none.
    pub async fn back(&self) -> Result<()> {
        let history = self.send("Page.getNavigationHistory", json!({})).await?;
        let before =
            history["currentIndex"].as_u64().and_then(|at| at.checked_sub(1)).context("no page before this one")?;
        let entry = &history["entries"][usize::try_from(before)?];
        let id = entry["id"].clone();
        self.travel(async || self.send("Page.navigateToHistoryEntry", json!({ "entryId": id })).await.map(drop))
            .await
            .context("going back")
    }

    /// Does something that leads to another page and waits until the tab shows that page: loaded, or put there by this
    /// page's script.
    ///
    /// # Errors
    /// When it leads nowhere in time; the error says what the page shows then.
    pub async fn travel(&self, act: impl AsyncFnOnce() -> Result<()>) -> Result<()> {
        self.visit.store(self.journal.mark(), Ordering::Relaxed);
        // A number for this visit. A page that comes back from Chromium's memory still has the number of its own visit.
        let number = self.visits.fetch_add(1, Ordering::Relaxed);
        let mark = format!("({CONTENT}).visit = {number}");
        eventually("a page to leave", PATIENCE, async || self.evaluate::<usize>(&mark).await.map(Some)).await?;
        act().await?;
        // A new tab may be about to show its empty page. Letters that change their width move what the test wants to
        // click.
        let there = "document.readyState === 'complete' && document.fonts.status === 'loaded' && location.protocol \
            !== 'about:'";
        self.shows(&format!("{there} && ({CONTENT}).visit !== {number}")).await
    }

    /// Where in the journal this page's visit began.
    pub(crate) fn visit(&self) -> usize {
        self.visit.load(Ordering::Relaxed)
    }

    /// Evaluates a script expression in the page as it is now. It works without the page's own script, too.
    ///
    /// # Errors
    /// When the expression throws or gives something other than a `T`.
    pub async fn evaluate<T: DeserializeOwned>(&self, expression: &str) -> Result<T> {
        Ok(serde_json::from_value(self.evaluated(expression).await?)?)
    }

    /// Does what a script expression says, and waits for it. What it gives does not matter: that differs from one
    /// version of the browser to the next.
    ///
    /// # Errors
    /// When the expression throws.
    pub async fn run(&self, expression: &str) -> Result<()> {
        self.evaluated(expression).await.map(drop)
    }

    async fn evaluated(&self, expression: &str) -> Result<Value> {
        let asked =
            json!({ "expression": expression, "returnByValue": true, "awaitPromise": true, "userGesture": true });
        let mut said = self.send("Runtime.evaluate", asked).await?;
        if let Some(thrown) = said.get("exceptionDetails") {
            let what = thrown["exception"]["description"].as_str().or(thrown["text"].as_str()).unwrap_or_default();
            bail!("{}: {what}", expression.get(..120).unwrap_or(expression));
        }
        Ok(said["result"]["value"].take())
    }

    /// Waits until a script expression is true.
    ///
    /// # Errors
    /// When it does not become true in time; the error says what the page shows instead.
    pub async fn shows(&self, condition: &str) -> Result<()> {
        let seen = eventually(condition, PATIENCE, async || {
            Ok(self.evaluate::<bool>(&format!("Boolean({condition})")).await?.then_some(()))
        })
        .await;
        if let Err(error) = seen {
            let mut shown = self.text("body").await.unwrap_or_default();
            shown.truncate(shown.floor_char_boundary(1_500));
            bail!("{error:#}; the page shows: {shown}");
        }
        Ok(())
    }

    /// The visible text of the first matching element.
    ///
    /// # Errors
    /// When no element matches.
    pub async fn text(&self, selector: &str) -> Result<String> {
        self.of_element(selector, "innerText.trim()").await
    }

    /// The visible texts of all matching elements.
    ///
    /// # Errors
    /// When the selector is invalid.
    pub async fn texts(&self, selector: &str) -> Result<Vec<String>> {
        self.evaluate(&format!("[...document.querySelectorAll({})].map(it => it.innerText.trim())", json!(selector)))
            .await
    }

    /// The value of the first matching field.
    ///
    /// # Errors
    /// When no field matches.
    pub async fn value(&self, selector: &str) -> Result<String> {
        self.of_element(selector, "value").await
    }

    /// An attribute of the first matching element.
    ///
    /// # Errors
    /// When no element matches.
    pub async fn attribute(&self, selector: &str, name: &str) -> Result<Option<String>> {
        self.of_element(selector, &format!("getAttribute({})", json!(name))).await
    }

    /// How many elements match.
    ///
    /// # Errors
    /// When the selector is invalid.
    pub async fn count(&self, selector: &str) -> Result<usize> {
        self.evaluate(&format!("document.querySelectorAll({}).length", json!(selector))).await
    }

    /// The path of the page, with its query.
    ///
    /// # Errors
    /// When the tab is gone.
    pub async fn path(&self) -> Result<String> {
        self.evaluate("location.pathname + location.search").await
    }

    /// Which element has the keyboard's focus: its id, or its name when it has no id.
    ///
    /// # Errors
    /// When the tab is gone.
    pub async fn focus(&self) -> Result<String> {
        self.evaluate(
            "document.activeElement?.id || document.activeElement?.getAttribute('name') || \
            document.activeElement?.tagName || ''",
        )
        .await
    }

    async fn of_element<T: DeserializeOwned>(&self, selector: &str, what: &str) -> Result<T> {
        let quoted = json!(selector);
        self.evaluate(&format!(
            "(it => {{ if (!it) throw new Error('nothing matches ' + {quoted}); return it.{what} \
            }})(document.querySelector({quoted}))"
        ))
        .await
        .with_context(|| format!("at {}", self.site))
    }

    /// Closes the tab.
    ///
    /// # Errors
    /// When it is gone.
    pub async fn close(self) -> Result<()> {
        self.send("Page.close", json!({})).await.map(drop)
    }

    /// Writes a picture (WebP) of the page into a file, from its top to at most `tallest` CSS pixels below.
    ///
    /// # Errors
    /// When it cannot take or write the picture.
    pub async fn picture(&self, file: &Path, tallest: u32) -> Result<()> {
        self.shows("document.fonts.status === 'loaded'").await?;
        let (width, height): (u32, u32) = self
            .evaluate(
                "(document.activeElement?.blur(), scrollTo(0, 0), [innerWidth, document.documentElement.scrollHeight])",
            )
            .await?;
        let clip = json!({ "x": 0, "y": 0, "width": width, "height": height.min(tallest), "scale": 1 });
        let asked = json!({ "format": "webp", "quality": 80, "captureBeyondViewport": true, "clip": clip });
        let taken = self.send("Page.captureScreenshot", asked).await?;
        let bytes = BASE64.decode(taken["data"].as_str().context("a picture")?)?;
        std::fs::write(file, bytes).with_context(|| format!("writing {}", file.display()))
    }

    /// How many sheets of paper (A4) the printed page takes.
    ///
    /// # Errors
    /// When Chromium does not print it.
    pub async fn sheets(&self) -> Result<usize> {
        let asked = json!({ "paperWidth": 8.27, "paperHeight": 11.69, "printBackground": false });
        let printed = self.send("Page.printToPDF", asked).await?;
        let bytes = BASE64.decode(printed["data"].as_str().context("a PDF")?)?;
        let text = String::from_utf8_lossy(&bytes);
        Ok(text.matches("/Type /Page\n").count())
    }

    /// Sends a command to the tab.
    pub(crate) async fn send(&self, method: &str, params: Value) -> Result<Value> {
        self.devtools.send(Some(&self.session), method, params).await
    }
}

/// The part of a page that differs from every other page, however the browser got there.
const CONTENT: &str = "document.querySelector('main') ?? document.body";
