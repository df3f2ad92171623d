// The console with script: keys, who holds a ticket, what there is for the officer, and parts of a page that come back
// in their place. Everything works without it.

const PATIENCE = 10000; // milliseconds for an answer
const ASK_EVERY = 15000; // milliseconds

// Single letters are shortcuts only for officers who switched them on: they get in the way of those who speak to their
// computer (WCAG 2.1.4).
const keys = document.getElementById("pintasan");
const letters = keys !== null && "letters" in keys.dataset;

const typing = (element) => element.matches("input:not([type=hidden]), textarea, select, [contenteditable]");

for (const help of document.querySelectorAll("[data-help]")) {
  help.hidden = false;
  help.addEventListener("click", () => keys?.showModal());
}

// A page that answers a form has that form's address: loading it again would send the form again.
const { address } = document.querySelector("form[data-address]")?.dataset ?? {};
if (address && location.pathname !== address) history.replaceState(null, "", address + location.hash);

document.addEventListener("keydown", (event) => {
  const submit = document.querySelector("[data-submit]");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && submit && typing(event.target)) {
    event.preventDefault();
    submit.form.requestSubmit(submit);
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (walk(event)) event.preventDefault();
  if (!letters) return;
  if (event.key === "?") {
    keys.showModal();
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

// The arrows lead through the rows of a list, from the first one on. Returns whether the key did.
function walk({ key, target }) {
  const links = [...document.querySelectorAll("[data-rows] tbody th a")];
  const at = links.indexOf(target);
  if (!links.length || (at === -1 && target !== document.body)) return false;
  const places = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 };
  // From the page itself only the first step down leads into the list: the other keys scroll.
  if (!(key in places) || (at === -1 && key !== "ArrowDown")) return false;
  links[places[key]]?.focus();
  return true;
}

// A form that changes one part of the page: only that part is drawn anew, and nothing moves.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  const { inPlace } = form.dataset;
  if (!inPlace || event.defaultPrevented) return;
  event.preventDefault();
  const button = event.submitter;
  if (button) button.disabled = true;
  try {
    const body = new URLSearchParams(new FormData(form));
    const answer = await fetch(form.action, { method: "POST", body, signal: AbortSignal.timeout(PATIENCE) });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const part = page.getElementById(inPlace);
    if (!part) throw new Error(answer.status);
    document.getElementById(inPlace).replaceWith(part);
    part.querySelector("textarea")?.focus({ preventScroll: true });
  } catch {
    // The page itself sends it, and shows what is wrong.
    if (button) button.disabled = false;
    form.submit();
  }
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

// What there is for the officer changes while somebody looks at the page. A page that nobody sees lets go of its
// connection, and finds out what it missed when somebody comes back.
for (const counts of document.querySelectorAll("[data-live-from]")) {
  const told = document.querySelector("[data-new]");
  const { desk = "", since = "" } = told?.dataset ?? {};
  let source;
  const show = ({ new: fresh, ...numbers }) => {
    for (const [name, number] of Object.entries(numbers)) {
      const place = counts.querySelector(`[data-live="${CSS.escape(name)}"]`);
      if (!place || place.textContent === String(number)) continue;
      place.textContent = number;
      const wants = ["mentions", "urgent"].includes(name) && number > 0;
      place.parentElement.classList.toggle("console-header__link--new", wants);
    }
    if (!told || fresh === 0) return;
    told.hidden = false;
    told.querySelector("span").textContent = told.dataset.new.replace("{n}", fresh);
  };
  const listen = () => {
    if (document.hidden) {
      source?.close();
      source = undefined;
    } else if (!source || source.readyState === EventSource.CLOSED) {
      source = new EventSource(`${counts.dataset.liveFrom}?sejak=${since}&meja=${encodeURIComponent(desk)}`);
      source.addEventListener("message", ({ data }) => show(JSON.parse(data)));
      source.addEventListener("over", () => source.close());
    }
  };
  listen();
  document.addEventListener("visibilitychange", listen);
}
