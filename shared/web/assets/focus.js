// Puts the focus on what a page has to say first, so that a screen reader reads it.

document.querySelector("[data-summary]")?.focus();
