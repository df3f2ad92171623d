// Does the work that busy networks are asked for beside the CAPTCHA, while the person fills in the form. Without
// script, or where it fails, the form is sent all the same and fewer of them are taken.

let worker;
let release = () => {};

for (const event of ["page:replaced", "code:replaced"]) {
  document.addEventListener(event, beginSoon);
}
beginSoon();

// upload.js takes notice of a new page's form only after it was told of it.
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
  release = () => {
    release = () => {};
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
