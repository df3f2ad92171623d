//! What a person does in a page, done by mouse and keyboard as a person does it. It also works without script.

use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde_json::json;
use testing::eventually;

use crate::Page;
use crate::page::PATIENCE;

/// A key, by its label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "they are named after what stands on them")]
pub enum Key {
    ArrowDown,
    ArrowUp,
    Backspace,
    ControlEnter,
    End,
    Enter,
    Escape,
    Home,
    Letter(char),
    ShiftTab,
    Space,
    Tab,
}

impl Key {
    /// `key`, `code`, the virtual key code and the text that it types.
    fn details(self) -> (String, &'static str, u32, String) {
        let (key, code, number, text) = match self {
            Self::Letter(letter) => {
                return (letter.to_string(), "", letter.to_ascii_uppercase().into(), letter.to_string());
            }
            Self::ArrowDown => ("ArrowDown", "ArrowDown", 40, ""),
            Self::ArrowUp => ("ArrowUp", "ArrowUp", 38, ""),
            Self::Backspace => ("Backspace", "Backspace", 8, ""),
            Self::End => ("End", "End", 35, ""),
            Self::ControlEnter => ("Enter", "Enter", 13, ""),
            Self::Enter => ("Enter", "Enter", 13, "\r"),
            Self::Escape => ("Escape", "Escape", 27, ""),
            Self::Home => ("Home", "Home", 36, ""),
            Self::Space => (" ", "Space", 32, " "),
            Self::ShiftTab | Self::Tab => ("Tab", "Tab", 9, ""),
        };
        (key.to_owned(), code, number, text.to_owned())
    }
}

/// Where to click an element, and what covers it there.
#[derive(Debug, Deserialize)]
struct Spot {
    x: f64,
    y: f64,
    covered_by: Option<String>,
}

impl Page {
    /// Scrolls the first matching element into view and clicks it.
    ///
    /// # Errors
    /// When there is none, when it has no size, or when something else covers it.
    pub async fn click(&self, selector: &str) -> Result<()> {
        self.click_times(selector, 1).await
    }

    /// Clicks as [`Page::click`] does, `times` times and as fast as the browser takes it.
    ///
    /// # Errors
    /// As [`Page::click`].
    pub async fn click_times(&self, selector: &str, times: u32) -> Result<()> {
        let spot: Spot = self.evaluate(&format!("({SPOT})({})", json!(selector))).await?;
        if let Some(other) = spot.covered_by {
            bail!("{selector} is covered by {other}");
        }
        for time in 1..=times {
            for kind in ["mousePressed", "mouseReleased"] {
                let event = json!({ "type": kind, "x": spot.x, "y": spot.y, "button": "left", "clickCount": time });
                self.send("Input.dispatchMouseEvent", event).await.with_context(|| format!("clicking {selector}"))?;
            }
        }
        Ok(())
    }

    /// Drags the first matching element that many CSS pixels to the right and down, in a few moves.
    ///
    /// # Errors
    /// As [`Page::click`].
    pub async fn drag(&self, selector: &str, (right, down): (f64, f64)) -> Result<()> {
        let spot: Spot = self.evaluate(&format!("({SPOT})({})", json!(selector))).await?;
        if let Some(other) = spot.covered_by {
            bail!("{selector} is covered by {other}");
        }
        let moves = [("mousePressed", 0.0), ("mouseMoved", 0.25), ("mouseMoved", 0.75), ("mouseMoved", 1.0)];
        for (kind, part) in moves.into_iter().chain([("mouseReleased", 1.0)]) {
            let (x, y) = (right.mul_add(part, spot.x), down.mul_add(part, spot.y));
            let event = json!({ "type": kind, "x": x, "y": y, "button": "left", "buttons": 1, "clickCount": 1 });
            self.send("Input.dispatchMouseEvent", event).await.with_context(|| format!("dragging {selector}"))?;
        }
        Ok(())
    }

    /// Clicks something that leads to another page and waits until that page has loaded.
    ///
    /// # Errors
    /// As [`Page::click`], and when it leads nowhere in time.
    pub async fn follow(&self, selector: &str) -> Result<()> {
        self.travel(async || self.click(selector).await).await.with_context(|| format!("following {selector}"))
    }

    /// Types a value into a field in place of its old value.
    ///
    /// # Errors
    /// When there is no such field.
    pub async fn fill(&self, selector: &str, value: &str) -> Result<()> {
        let focus = format!(
            "(it => {{ it.scrollIntoView({{ block: 'center', behavior: 'instant' }}); it.focus(); it.select(); return \
            true }})(document.querySelector({}))",
            json!(selector)
        );
        self.evaluate::<bool>(&focus).await.with_context(|| format!("filling {selector}"))?;
        if value.is_empty() {
            return self.press(Key::Backspace).await;
        }
        self.keyboard(value).await
    }

    /// Types into the element with the focus.
    ///
    /// # Errors
    /// When the tab is gone.
    pub async fn keyboard(&self, text: &str) -> Result<()> {
        self.send("Input.insertText", json!({ "text": text })).await.map(drop)
    }

    /// Presses a key in the element with the focus.
    ///
    /// # Errors
    /// When the tab is gone.
    pub async fn press(&self, key: Key) -> Result<()> {
        let (name, code, number, text) = key.details();
        let modifiers = if key == Key::ShiftTab { 8 } else { 2 * u8::from(key == Key::ControlEnter) };
        let event = |kind: &str, text: &str| json!({ "type": kind, "key": name, "code": code, "windowsVirtualKeyCode": number, "text": text, "modifiers": modifiers });
        self.send("Input.dispatchKeyEvent", event(if text.is_empty() { "rawKeyDown" } else { "keyDown" }, &text))
            .await?;
        self.send("Input.dispatchKeyEvent", event("keyUp", "")).await.map(drop)
    }

    /// Chooses the entry with that value in a drop-down list.
    ///
    /// # Errors
    /// When there is no such list or entry.
    pub async fn choose(&self, selector: &str, value: &str) -> Result<()> {
        let choose = format!(
            "((list, value) => {{
                if (![...list.options].some(it => it.value === value)) throw new Error('no entry ' + value);
                list.focus();
                list.value = value;
                list.dispatchEvent(new Event('input', {{ bubbles: true }}));
                list.dispatchEvent(new Event('change', {{ bubbles: true }}));
                return true;
            }})(document.querySelector({}), {})",
            json!(selector),
            json!(value)
        );
        self.evaluate::<bool>(&choose).await.map(drop).with_context(|| format!("choosing {value} in {selector}"))
    }

    /// Chooses files in a file field.
    ///
    /// # Errors
    /// When there is no such field.
    pub async fn attach(&self, selector: &str, files: &[&Path]) -> Result<()> {
        let found = self
            .send("Runtime.evaluate", json!({ "expression": format!("document.querySelector({})", json!(selector)) }))
            .await?;
        let Some(object) = found["result"]["objectId"].as_str() else { bail!("nothing matches {selector}") };
        self.send("DOM.setFileInputFiles", json!({ "files": files, "objectId": object })).await.map(drop)
    }

    /// Opens the chooser of the focused file field by its key, and chooses a file there.
    ///
    /// # Errors
    /// When the key opens no chooser in time.
    pub async fn attach_by_key(&self, file: &Path) -> Result<()> {
        self.send("Page.setInterceptFileChooserDialog", json!({ "enabled": true })).await?;
        let mark = self.journal.mark();
        self.press(Key::Enter).await?;
        let field = eventually("a file chooser", PATIENCE, async || {
            let opened = self.journal.since(mark).into_iter().find(|event| event.method == "Page.fileChooserOpened");
            Ok(opened.map(|event| event.params["backendNodeId"].clone()))
        })
        .await?;
        self.send("DOM.setFileInputFiles", json!({ "files": [file], "backendNodeId": field })).await?;
        self.send("Page.setInterceptFileChooserDialog", json!({ "enabled": false })).await.map(drop)
    }
}

/// Scrolls an element into view and finds where to click it: in the middle, if nothing covers that.
const SPOT: &str = "selector => {
    const it = document.querySelector(selector);
    if (!it) throw new Error('nothing matches ' + selector);
    it.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
    const box = it.getClientRects()[0];
    if (!box || box.width === 0 || box.height === 0) throw new Error(selector + ' has no size');
    const x = box.x + box.width / 2, y = box.y + box.height / 2;
    const top = document.elementFromPoint(x, y);
    const same = top && (it.contains(top) || top.contains(it) || [...(it.labels ?? [])].some(label => label.contains(top)));
    return { x, y, covered_by: same ? null : top ? top.outerHTML.slice(0, 120) : 'the edge of the page' };
}";
