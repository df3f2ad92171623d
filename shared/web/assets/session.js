// Warns five minutes before a session ends, and keeps the person signed in who says so. Without this script the page
// says until when the session lasts, and any page extends it.

const WARN_MS = 5 * 60 * 1000;
// A device that slept wakes up late: the time is looked at again and again.
const LOOK_MS = 5 * 1000;

for (const line of document.querySelectorAll("[data-session-ends]")) {
  watch(line);
}

function watch(line) {
  const warning = line.querySelector("[data-session-warning]");
  const [soon, over] = ["soon", "over"].map((name) => line.querySelector(`[data-session-${name}]`));
  const form = line.querySelector("[data-session-stay]");
  let ends = Date.parse(line.dataset.sessionEnds);

  look();
  setInterval(look, LOOK_MS);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        headers: { accept: "application/json" },
        body: new URLSearchParams(new FormData(form)),
        redirect: "manual",
      });
      if (answer.ok) {
        const until = await answer.json();
        ends = Date.parse(until.ends);
        line.querySelector("[data-session-at]").textContent = until.ends_at;
      } else if (answer.status < 500) {
        // It is over, or the person signed out elsewhere.
        ends = 0;
      }
    } catch {
      // The connection is away: the warning stays, and the button with it.
    }
    look();
  });

  function look() {
    const left = ends - Date.now();
    warning.hidden = left > WARN_MS;
    soon.hidden = left <= 0;
    over.hidden = left > 0;
    form.hidden = left <= 0;
  }
}
