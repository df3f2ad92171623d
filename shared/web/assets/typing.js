// Keeps what a person types into a form for as long as its tab is open, on the person's own device: phones throw pages
// out of memory while the camera is open, and a link or Back leaves the page. It deletes the text when the form is
// filed, when the tab closes, after two hours without typing, and when the person says so. It never keeps documents,
// CAPTCHA codes and security answers.

const PREFIX = "isian:";
const KEPT_MS = 2 * 60 * 60 * 1000;
const PAUSE_MS = 300;

// Forms that were filed while this page waited to keep the last typed text.
const filed = new Set();

enhanceAll();
document.addEventListener("page:replaced", enhanceAll);
document.addEventListener("form:filed", (event) => {
  filed.add(keyOf(event.detail));
  forget(keyOf(event.detail));
});
// Brought back whole, the page may be typed into again.
addEventListener("pageshow", () => filed.clear());

function enhanceAll() {
  for (const form of document.querySelectorAll("form[data-typing]")) {
    enhance(form);
  }
}

function enhance(form) {
  const key = keyOf(form.getAttribute("action"));
  const line = form.querySelector("[data-typing-line]");
  let pause;

  restore();
  show();
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  // The last moment before the page may be thrown away.
  addEventListener("pagehide", now);
  document.addEventListener("visibilitychange", now);
  form.querySelector("[data-forget]")?.addEventListener("click", () => {
    clearTimeout(pause);
    pause = undefined;
    for (const control of controls(form)) {
      write(control, "");
      control.dispatchEvent(new Event("input"));
    }
    forget(key);
    show();
    form.querySelector("input:not([type=hidden]), textarea, select")?.focus();
  });

  function later() {
    clearTimeout(pause);
    pause = setTimeout(keep, PAUSE_MS);
  }

  // The server has answered a form that is no longer in the page: its text does not belong to this page any more.
  function now() {
    if (pause !== undefined && form.isConnected) {
      clearTimeout(pause);
      keep();
    }
  }

  function keep() {
    pause = undefined;
    if (!form.isConnected || filed.has(key)) {
      return;
    }
    const values = {};
    for (const control of controls(form)) {
      if (control.type !== "radio" || control.checked) {
        values[control.name] = control.value;
      }
    }
    if (Object.values(values).some((value) => value !== "")) {
      store(key, JSON.stringify({ at: Date.now(), values }));
    } else {
      forget(key);
    }
    show();
  }

  // What the server drew or the browser brought back takes precedence over the kept text.
  function restore() {
    const kept = read(key);
    for (const control of controls(form)) {
      const value = kept[control.name];
      const chosen = control.type === "radio" && form.querySelector(`[name="${control.name}"]:checked`);
      if (typeof value === "string" && value !== "" && !chosen && (control.type === "radio" || control.value === "")) {
        write(control, value);
      }
    }
  }

  function show() {
    if (line) {
      line.hidden = Object.keys(read(key)).length === 0;
    }
  }
}

// What people type or choose. A control that must not be kept says so.
function controls(form) {
  return Array.from(form.elements).filter(
    (control) =>
      control.name &&
      (control.matches("textarea, select, input[type=radio]") ||
        (control.matches("input[type=text]") && control.id === control.name)) &&
      control.name !== "captcha" && !control.hasAttribute("data-not-kept"),
  );
}

function write(control, value) {
  if (control.type === "radio") {
    control.checked = control.value === value;
  } else {
    control.value = value;
  }
}

function keyOf(action) {
  // The same form in the other language has the same text.
  return PREFIX + new URL(action, location.href).pathname.replace(/^\/en(?=\/)/, "");
}

function read(key) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? "{}");
    const age = Date.now() - kept.at;
    if (age >= 0 && age < KEPT_MS && typeof kept.values === "object" && kept.values !== null) {
      return kept.values;
    }
    forget(key);
  } catch {
    // Without storage, or with a broken one, it keeps nothing.
  }
  return {};
}

function store(key, text) {
  try {
    sessionStorage.setItem(key, text);
  } catch {
    // The storage is full or off: the form works without it.
  }
}

function forget(key) {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // The storage is off: there is nothing to forget.
  }
}
