// Saves a step of a registration while somebody types, a moment after the last change, and says when it did. The form
// works without it: every button saves. When another tab saved since, it says so and stops; the button then shows both.

const PAUSE_MS = 2000;

for (const form of document.querySelectorAll("form[data-draft]")) {
  enhance(form);
}

function enhance(form) {
  const line = form.querySelector("[data-draft-line]");
  const version = form.querySelector("input[name=version]");
  let pause;
  let saving;
  let again = false;

  form.addEventListener("input", later);
  form.addEventListener("change", later);
  form.addEventListener("submit", () => clearTimeout(pause));

  function later() {
    clearTimeout(pause);
    pause = setTimeout(save, PAUSE_MS);
  }

  // One at a time: the next one needs the version that this one makes.
  async function save() {
    if (saving) {
      again = true;
      return;
    }
    saving = true;
    const body = new URLSearchParams(new FormData(form));
    body.set("action", "keep");
    try {
      const answer = await fetch(form.action, { method: "POST", body, redirect: "error" });
      if (answer.ok) {
        const saved = await answer.json();
        version.value = saved.version;
        line.textContent = line.dataset.kept.replace("{at}", saved.saved_at);
      } else if (answer.status === 409) {
        line.textContent = line.dataset.stale;
        form.removeEventListener("input", later);
        form.removeEventListener("change", later);
      }
    } catch {
      // The network is away, or the session is over: the button saves, or keeps the form through the sign-in.
    }
    saving = false;
    if (again) {
      again = false;
      later();
    }
  }
}
