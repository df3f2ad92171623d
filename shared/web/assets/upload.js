// Sends a form with its documents, shows how far it has come, and lets the person cancel it. The answer is the page
// that the server would have shown anyway. A lost connection loses nothing: the form stays as it is, and sending it
// again cannot make a second ticket. The page that shows what will be sent leads back to the form as it was left.

import { remember } from "./preview.js";

const TIMEOUT_MS = 280_000;
// So long the server surely still has what it kept: it forgets it after half an hour.
const KEPT_MS = 25 * 60 * 1000;

// The form that the page before showed, and the field to which the person wants to go back.
let formBefore;
let target = "";
// Files that the server keeps, and since when.
const kept = new WeakMap();

enhanceAll();
addEventListener("popstate", backToForm);

// The CAPTCHA's own scripts come after all that the form needs at once. They are heard only after the form is.
if (document.querySelector("[name=captcha_token]")) {
  import("./work.js").catch(() => undefined);
  import("./captcha.js").catch(() => undefined);
}

function enhanceAll() {
  for (const form of document.querySelectorAll("form[data-upload]")) {
    enhance(form);
  }
  document.querySelector("[data-summary]")?.focus();
}

function enhance(form) {
  const sending = form.querySelector("[data-sending]");
  const status = form.querySelector("[data-sending-status]");
  const bar = form.querySelector("progress");
  const fault = form.querySelector("[data-sending-fault]");
  const texts = form.querySelector("[data-sending-texts]").dataset;
  const send = form.querySelector(".button--primary[type=submit]");
  // `form.action` is the buttons' value of that name.
  const address = new URL(form.getAttribute("action"), location.href);
  let request;
  // Photographs that documents.js is still making smaller, and the button that waits for them.
  let preparing = 0;
  let waiting;

  form.addEventListener("document:preparing", (event) => {
    preparing += event.detail;
    if (preparing === 0 && waiting) {
      start(waiting);
    }
  });

  form.addEventListener("submit", (event) => {
    const button = event.submitter ?? send;
    if ("show" in button.dataset || ("change" in button.dataset && !formBefore)) {
      return;
    }
    event.preventDefault();
    if (request || waiting) {
      return;
    }
    if ("change" in button.dataset) {
      target = button.dataset.change;
      history.back();
      return;
    }
    const refused = form.querySelector("[data-refused] input");
    if (refused && isLast(button)) {
      stop(texts.refused);
      refused.focus();
      return;
    }
    if (preparing > 0 && isLast(button)) {
      waiting = button;
      show(true, texts.preparing);
    } else {
      start(button);
    }
  });

  // Enter in a field goes on to the next one while something is missing, rather than to a page full of faults.
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.defaultPrevented || !event.target.matches("input[type=text]")) {
      return;
    }
    const controls = Array.from(form.querySelectorAll("input:not([type=hidden]), textarea, select"));
    if (controls.some((control) => control.matches(":invalid"))) {
      event.preventDefault();
      controls[controls.indexOf(event.target) + 1]?.focus();
    }
  });

  form.querySelector("[data-cancel]").addEventListener("click", () => {
    request?.abort();
    stop(texts.cancelled);
  });

  // Whether it sends the whole form, rather than asking for something on the way.
  function isLast(button) {
    return button.value === send.value;
  }

  // The browser may bring the page back as it was left.
  addEventListener("pageshow", (event) => {
    if (event.persisted && request) {
      request = undefined;
      show(false, "");
    }
  });

  function start(button) {
    waiting = undefined;
    const data = new FormData(form);
    data.append(button.name, button.value);
    const onlyCode = button.value === "new_code";
    for (const input of form.querySelectorAll("input[type=file]")) {
      const { file, since } = kept.get(input) ?? {};
      if (onlyCode || (file && file === input.files[0] && Date.now() - since < KEPT_MS)) {
        data.delete(input.name);
      }
    }
    remember(form);
    const mine = new XMLHttpRequest();
    request = mine;
    mine.open("POST", address);
    mine.setRequestHeader("Accept", "text/html");
    mine.timeout = TIMEOUT_MS;
    mine.upload.addEventListener("progress", (event) => {
      bar.value = event.lengthComputable ? (event.loaded / event.total) * 100 : 0;
    });
    mine.upload.addEventListener("load", () => {
      status.textContent = texts.waiting;
    });
    mine.addEventListener("load", () => answer(mine, onlyCode));
    mine.addEventListener("error", () => stop(texts.offline));
    mine.addEventListener("timeout", () => stop(texts.offline));
    bar.value = 0;
    show(true, texts.progress);
    mine.send(data);
  }

  function stop(text) {
    request = undefined;
    waiting = undefined;
    show(false, "");
    fault.textContent = text;
    fault.hidden = false;
  }

  function show(isSending, text) {
    fault.hidden = true;
    sending.hidden = !isSending;
    send.disabled = isSending;
    status.textContent = text;
  }

  function answer(done, onlyCode) {
    // The browser followed a redirect: the receipt has an address of its own, which the person can load again.
    if (new URL(done.responseURL).pathname !== address.pathname) {
      document.dispatchEvent(new CustomEvent("form:filed", { detail: address.href }));
      location.assign(done.responseURL);
      return;
    }
    const page = new DOMParser().parseFromString(done.responseText, "text/html");
    const main = page.querySelector("main");
    const problem = Array.from(page.querySelectorAll("[data-problem]"), (part) => part.textContent.trim());
    if (!main || problem.length > 0) {
      // Not a page about this form: what the person typed stays here.
      stop(problem.join(". ").replaceAll("..", ".") || texts.offline);
      return;
    }
    const code = page.getElementById("kode");
    if (onlyCode && code) {
      document.getElementById("kode").replaceWith(code);
      document.dispatchEvent(new CustomEvent("code:replaced"));
      request = undefined;
      show(false, "");
      document.getElementById("captcha").focus();
      return;
    }
    const checks = main.querySelector("[data-check]");
    request = undefined;
    show(false, "");
    if (checks && !form.matches("[data-check]")) {
      noteKept(form, checks);
      formBefore = { main: document.querySelector("main"), title: document.title };
      history.pushState({}, "");
    } else {
      keepFiles(form, main);
    }
    replace(main, page.title);
    document.dispatchEvent(new CustomEvent("page:replaced"));
    enhanceAll();
    if (!main.querySelector("[data-summary]")) {
      main.focus();
      scrollTo(0, 0);
    }
  }
}

// Back from the page that shows what will be sent: the form stands there as it was left.
function backToForm() {
  if (!formBefore) {
    return;
  }
  const place = target;
  replace(formBefore.main, formBefore.title);
  [formBefore, target] = [undefined, ""];
  const control = place && document.getElementById(place);
  (control || document.querySelector("main")).focus();
  (control || document.body).scrollIntoView({ block: control ? "center" : "start" });
}

function replace(main, title) {
  document.title = title;
  document.querySelector("main").replaceWith(main);
}

// The server keeps the documents that it will show: going back, the person need not send them again.
function noteKept(form, checks) {
  const draft = checks.querySelector("[name=draft]");
  if (!draft) {
    return;
  }
  form.querySelector("[name=draft]")?.remove();
  form.append(draft.cloneNode());
  for (const input of form.querySelectorAll("input[type=file]")) {
    if (input.files.length > 0) {
      kept.set(input, { file: input.files[0], since: Date.now() });
    }
  }
}

// Chosen files stay chosen, unless the server keeps the document itself or found fault with it.
function keepFiles(form, main) {
  for (const input of main.querySelectorAll("input[type=file]")) {
    const before = form.querySelector(`input[type=file]#${input.id}`);
    const isKept = main.querySelector(`#${input.id}-kept`);
    if (before?.files.length > 0 && !isKept && !input.hasAttribute("aria-invalid")) {
      input.files = before.files;
      main.querySelector("[data-documents-lost]")?.remove();
    }
  }
}
