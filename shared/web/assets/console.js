// The console with script: keys, the viewer of documents, and drafts that it saves while an officer types. Everything
// works without it.

const SAVE_AFTER = 2000; // milliseconds of quiet
const PATIENCE = 10000; // milliseconds for saving
const ASK_EVERY = 15000; // milliseconds
const STEP = 1.25;
const LARGEST = 6;
const CLOSE = 1.5; // from here on a page is drawn large
const TURNING = 20000; // milliseconds for a page

const typing = (element) => element.matches("input:not([type=hidden]), textarea, select, [contenteditable]");

for (const help of document.querySelectorAll("[data-help]")) {
  help.hidden = false;
  help.addEventListener("click", () => document.getElementById("pintasan")?.showModal());
}

// A page that answers a form has that form's address: loading it again would send the form again.
const { address } = document.querySelector("form[data-address]")?.dataset ?? {};
if (address && location.pathname !== address) history.replaceState(null, "", address);

document.addEventListener("keydown", (event) => {
  const submit = document.querySelector("[data-submit]");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && submit && typing(event.target)) {
    event.preventDefault();
    submit.form.requestSubmit(submit);
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (event.key === "?") {
    document.getElementById("pintasan")?.showModal();
    return;
  }
  const target = document.querySelector(`[data-shortcut="${CSS.escape(event.key)}"]`);
  if (!target) return;
  event.preventDefault();
  target.closest("details")?.setAttribute("open", "");
  if (target.matches("button")) target.click();
  else target.focus();
  target.scrollIntoView({ block: "nearest" });
});

// Asks who holds the ticket now, while somebody looks at the page. It does not extend the session.
for (const told of document.querySelectorAll("[data-holder]")) {
  const ask = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(told.dataset.holder, { signal: AbortSignal.timeout(PATIENCE), redirect: "manual" });
      if (!answer.ok) return;
      const { holder, message } = await answer.json();
      told.hidden = holder === told.dataset.known;
      if (!told.hidden && told.textContent !== message) told.textContent = message;
    } catch {
      // The next one asks again.
    }
  };
  setInterval(ask, ASK_EVERY);
  document.addEventListener("visibilitychange", ask);
}

for (const viewer of document.querySelectorAll("[data-viewer]")) {
  const image = viewer.querySelector("img");
  const stage = viewer.querySelector(".viewer__stage");
  const controls = viewer.querySelector(".viewer__controls");
  let scale = 1;
  let turns = 0;
  const draw = () => {
    const { large } = image.dataset;
    if (large && scale > CLOSE && image.getAttribute("src") !== large) image.src = large;
    const sideways = turns % 2 === 1;
    const width = stage.clientWidth * scale;
    image.style.inlineSize = `${sideways ? Math.min(width, (stage.clientHeight || width) * scale) : width}px`;
    image.style.transform = `rotate(${turns * 90}deg)`;
  };
  const acts = {
    in: () => { scale = Math.min(scale * STEP, LARGEST); },
    out: () => { scale = Math.max(scale / STEP, 1); },
    turn: () => { turns = (turns + 1) % 4; },
    fit: () => { scale = 1; turns = 0; },
  };
  const keys = { "+": "in", "=": "in", "-": "out", r: "turn", 0: "fit" };
  const act = (name) => { acts[name](); draw(); };
  controls.hidden = false;
  controls.addEventListener("click", (event) => {
    const name = event.target.dataset.do;
    if (name) act(name);
  });
  stage.addEventListener("keydown", (event) => {
    const name = keys[event.key];
    if (!name || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    act(name);
  });
  viewer.addEventListener("turned", draw);
}

// The pages of a PDF file. Each has an address of its own; here it replaces the one before.
for (const viewer of document.querySelectorAll("[data-pages]")) {
  const image = viewer.querySelector("img");
  if (!image) continue;
  const part = (of, name) => of.querySelector(`[data-${name}]`);
  const show = (page) => {
    part(viewer, "position").textContent = part(page, "position").textContent;
    part(viewer, "links").replaceChildren(...part(page, "links").children);
    const trouble = part(viewer, "trouble");
    trouble.textContent = part(page, "trouble").textContent;
    trouble.hidden = part(page, "trouble").hidden && trouble.hidden;
  };
  const fetched = async (href) => {
    const answer = await fetch(href, { signal: AbortSignal.timeout(TURNING) });
    return new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-pages]");
  };
  // The page itself says how many pages there are. It asks for the number when somebody looks at the first one.
  let asked = viewer.dataset.pages === "";
  const ask = async () => {
    if (asked) return;
    asked = true;
    try {
      const page = await fetched(viewer.dataset.pages);
      if (page) show(page);
    } catch {
      // The link to the pages stays.
    }
  };
  image.addEventListener("load", ask);
  image.addEventListener("error", () => {
    const { large } = image.dataset;
    if (large && image.getAttribute("src") === large) {
      delete image.dataset.large;
      image.src = large.split("?")[0];
      return;
    }
    part(viewer, "trouble").hidden = false;
    ask();
  });
  if (image.complete && image.currentSrc) {
    if (image.naturalWidth === 0) part(viewer, "trouble").hidden = false;
    ask();
  }
  part(viewer, "links").addEventListener("click", async (event) => {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    try {
      const page = await fetched(link.href);
      const next = page.querySelector("img");
      part(viewer, "trouble").hidden = true;
      show(page);
      image.dataset.large = next.dataset.large;
      image.alt = next.alt;
      image.src = next.getAttribute("src");
      viewer.dispatchEvent(new Event("turned"));
      const stage = viewer.querySelector(".viewer__stage");
      stage.scrollTop = 0;
      stage.focus({ preventScroll: true });
    } catch {
      location.assign(link.href);
    }
  });
}

for (const form of document.querySelectorAll("form[data-draft]")) {
  const text = form.querySelector("textarea");
  const told = form.querySelector("[data-saved]");
  let unsaved = false;
  let timer;
  const send = (options) => {
    clearTimeout(timer);
    unsaved = false;
    const body = new URLSearchParams(new FormData(form));
    body.set("aksi", "simpan_otomatis");
    return fetch(form.action, { method: "POST", body, redirect: "manual", ...options });
  };
  const save = async () => {
    try {
      const answer = await send({ signal: AbortSignal.timeout(PATIENCE) });
      if (answer.type === "opaqueredirect") {
        told.textContent = told.dataset.over;
      } else if (answer.status === 204) {
        told.textContent = told.dataset.saved;
      } else {
        throw new Error(answer.status);
      }
    } catch {
      unsaved = true;
      told.textContent = told.dataset.unsaved;
    }
  };
  text.addEventListener("input", () => {
    unsaved = true;
    clearTimeout(timer);
    timer = setTimeout(save, SAVE_AFTER);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    unsaved = false;
  });
  // Another form of the page loads the page again, with the draft: so save the draft first.
  document.addEventListener("submit", async (event) => {
    if (!unsaved || event.target === form || event.target.method === "dialog") return;
    event.preventDefault();
    await save();
    unsaved = false;
    event.target.requestSubmit(event.submitter);
  });
  // An officer who leaves by a link leaves a saved draft.
  window.addEventListener("pagehide", () => {
    if (unsaved) send({ keepalive: true }).catch(() => {});
  });
}
