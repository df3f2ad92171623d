// Copies the text that a button names. Without this module the button stays hidden.

for (const box of document.querySelectorAll("[data-copy]")) {
  const source = document.querySelector(box.dataset.copy);
  const status = box.querySelector("[role=status]");
  box.hidden = false;
  box.querySelector("button").addEventListener("click", async () => {
    status.textContent = "";
    status.textContent = (await copy(source)) ? box.dataset.copied : box.dataset.notCopied;
  });
}

async function copy(source) {
  try {
    await navigator.clipboard.writeText(source.dataset.text);
    return true;
  } catch {
    // No secure context, or the browser refused: select the text, so that the person can copy it by hand, and try the
    // old way.
    getSelection().selectAllChildren(source);
    return document.execCommand("copy");
  }
}
