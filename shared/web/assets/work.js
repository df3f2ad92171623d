// Does the work that the site demands of busy networks besides the CAPTCHA, while the person fills in the form. Without
// script, or when it fails, the browser sends the form all the same, and the server takes fewer of them.

// So long a form waits for the work at most. A slow phone goes on working, and sends the form without.
const PATIENCE_MS = 20_000;

let worker;
let release = () => {};

for (const event of ["page:replaced", "code:replaced"]) {
  document.addEventListener(event, beginSoon);
}
beginSoon();

// upload.js notices a new page's form only after this event.
function beginSoon() {
  setTimeout(begin);
}

function begin() {
  worker?.terminate();
  release();
  const token = document.querySelector("[data-work]");
  const done = document.querySelector("[name=captcha_work]");
  if (!token || !done || done.value || !window.Worker) {
    return;
  }
  const form = token.form;
  const prepare = (change) => form.dispatchEvent(new CustomEvent("document:preparing", { detail: change }));
  prepare(1);
  const late = setTimeout(() => release(), PATIENCE_MS);
  release = () => {
    release = () => {};
    clearTimeout(late);
    prepare(-1);
  };
  try {
    worker = new Worker(new URL("work-worker.js", import.meta.url));
  } catch {
    release();
    return;
  }
  worker.addEventListener("message", (event) => {
    done.value = event.data;
    release();
  });
  worker.addEventListener("error", () => release());
  worker.postMessage({ token: token.value, bits: Number(token.dataset.work) });
}
