//! Whether texts of a page lie on each other, as they do when letters grow and their boxes do not.

use anyhow::{Context as _, Result};

use crate::Page;

impl Page {
    /// Pairs of texts whose letters cross each other, as the person sees the page now.
    ///
    /// # Errors
    /// When the tab is gone.
    pub async fn crossing_texts(&self) -> Result<Vec<String>> {
        self.evaluate(CROSSING).await.context("comparing the boxes of texts")
    }

    /// Makes letters as large as somebody set them in the browser, in percent.
    ///
    /// # Errors
    /// When the tab is gone.
    pub async fn letters(&self, percent: u32) -> Result<()> {
        self.evaluate(&format!("void (document.documentElement.style.fontSize = '{percent}%')")).await
    }
}

/// Each line of each text is a box, cut off where something around it is scrolled away. Boxes of two texts may touch:
/// letters are lower than their line.
const CROSSING: &str = "(() => {
    const slack = 3, seen = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode, words = node.data.trim();
        const parent = node.parentElement;
        if (!words || !parent.checkVisibility({ visibilityProperty: true }) || parent.closest('option, script, style')) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const clips = [];
        for (let it = parent; it; it = it.parentElement) {
            const style = getComputedStyle(it);
            if (style.clipPath !== 'none') { clips.push({ left: 0, right: 0, top: 0, bottom: 0 }); break; }
            if (style.overflow !== 'visible' && it !== document.body) clips.push(it.getBoundingClientRect());
            if (style.position === 'fixed') break;
        }
        for (const box of range.getClientRects()) {
            const cut = clips.reduce((one, other) => ({
                left: Math.max(one.left, other.left), right: Math.min(one.right, other.right),
                top: Math.max(one.top, other.top), bottom: Math.min(one.bottom, other.bottom),
            }), box);
            if (cut.right - cut.left > 1 && cut.bottom - cut.top > 1) seen.push({ node, words: words.slice(0, 40), cut });
        }
    }
    const crossing = [];
    seen.forEach((one, at) => seen.slice(at + 1).forEach((other) => {
        if (one.node === other.node) return;
        const across = Math.min(one.cut.right, other.cut.right) - Math.max(one.cut.left, other.cut.left);
        const down = Math.min(one.cut.bottom, other.cut.bottom) - Math.max(one.cut.top, other.cut.top);
        if (across > slack && down > slack) crossing.push(`${one.words} × ${other.words}`);
    }));
    return crossing;
})()";
