// The box for an answer: templates come in at the caret, the list of templates opens when somebody types `::`, and a
// draft is saved while an officer types. Everything works without it.

const SAVE_AFTER = 2000; // milliseconds of quiet
const PATIENCE = 10000; // milliseconds for saving
const SHORT = 9; // templates with a button and a digit of their own
const WIDE = "(min-width: 75rem)"; // the whole ticket is on one screen

for (const form of document.querySelectorAll("form[data-draft]")) {
  const text = form.querySelector("textarea");
  begin(form, text);
  keep(form, text);
  offer(form, text);
}

// Whoever has just taken a ticket can write at once, where everything else is seen beside the box.
function begin(form, text) {
  const end = text.value.length;
  const asked = text === document.activeElement || text.autofocus || location.hash === `#${text.id}`;
  if (asked) text.setSelectionRange(end, end);
  const busy = document.activeElement !== document.body || location.hash || document.querySelector("[autofocus]");
  if ("begin" in form.dataset && !busy && matchMedia(WIDE).matches) {
    text.focus({ preventScroll: true });
    text.setSelectionRange(end, end);
  }
}

// The macros among what `::` finds: choosing one leads to what it will do. What was typed comes along.
function presses(form) {
  const field = form.querySelector("[data-macros]");
  const text = form.querySelector("textarea");
  if (!field) return [];
  const select = field.querySelector("select");
  const label = field.querySelector("label").textContent.trim();
  return [...select.options].filter((option) => option.value).map((option) => ({
    title: option.textContent.trim(),
    text: label,
    press: (typed) => {
      text.setRangeText("", text.selectionStart - typed, text.selectionStart, "end");
      select.value = option.value;
      form.requestSubmit(field.querySelector("button"));
    },
  }));
}

// Templates as buttons, and as a combobox after the ARIA pattern.
function offer(form, text) {
  const field = form.querySelector("[data-templates]");
  const picker = form.querySelector("[data-picker]");
  if (!field || !picker) return;
  const told = field.querySelector("[data-inserted]");
  const select = field.querySelector("select");
  const templates = [...select.options].filter((option) => option.value).map((option) => ({
    id: option.value,
    title: option.textContent.trim(),
    text: option.dataset.text,
  }));
  const macros = presses(form);
  const entries = [...templates, ...macros];
  const search = picker.querySelector("input");
  const list = picker.querySelector("[role=listbox]");
  const count = picker.querySelector("[data-count]");
  let found = entries;
  let active = 0;
  let colons = 0;
  const from = form.querySelector("[data-from]");

  // In the place of so many colons before the caret.
  const insert = (template, typed = 0) => {
    text.focus({ preventScroll: true });
    const before = text.value.slice(0, text.selectionStart - typed);
    // At the end of a text, a template begins a paragraph of its own.
    const apart = typed === 0 && before.trim() && text.selectionEnd === text.value.length ? "\n\n" : "";
    text.setSelectionRange(before.length, text.selectionEnd);
    // As if it were typed, so that the browser can undo it.
    if (!document.execCommand("insertText", false, apart + template.text)) {
      text.setRangeText(apart + template.text, text.selectionStart, text.selectionEnd, "end");
      text.dispatchEvent(new Event("input", { bubbles: true }));
    }
    from.value = template.id;
    told.textContent = told.dataset.inserted.replace("{judul}", () => template.title);
  };

  const bar = document.createElement("div");
  bar.className = "templates__bar";
  bar.append(...templates.slice(0, SHORT).map((template, index) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button--quiet";
    const digit = document.createElement("kbd");
    digit.textContent = index + 1;
    digit.setAttribute("aria-hidden", "true");
    button.append(digit, template.title);
    button.addEventListener("click", () => insert(template));
    return button;
  }));
  const label = field.querySelector("label");
  const all = document.createElement("button");
  all.type = "button";
  all.className = "button button--quiet";
  all.dataset.shortcut = "t";
  all.textContent = picker.querySelector("label").textContent;
  all.addEventListener("click", () => open(0));
  bar.prepend(all);
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", label.textContent);
  field.querySelector(".search").replaceWith(bar);
  label.remove();

  const draw = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const holds = ({ title, text: body }) => words.every((word) => `${title} ${body}`.toLowerCase().includes(word));
    const titled = ({ title }) => words.every((word) => title.toLowerCase().includes(word));
    found = entries.filter(holds).sort((one, other) => titled(other) - titled(one));
    list.replaceChildren(...found.map((template, index) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${index}`;
      option.className = "picker__option";
      option.setAttribute("role", "option");
      const title = document.createElement("strong");
      title.textContent = template.title;
      const begins = document.createElement("span");
      begins.className = "muted";
      begins.textContent = template.text.replace(/\s+/g, " ").slice(0, 120);
      if (!words.length && index < SHORT) {
        const digit = document.createElement("kbd");
        digit.textContent = index + 1;
        digit.setAttribute("aria-hidden", "true");
        option.append(digit);
      }
      option.append(title, " ", begins);
      return option;
    }));
    count.textContent = found.length ? count.dataset.count.replace("{n}", found.length) : count.dataset.none;
    mark(0);
  };
  const mark = (index) => {
    active = index;
    [...list.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === index)));
    const option = list.children[index];
    if (option) {
      search.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      search.removeAttribute("aria-activedescendant");
    }
  };
  const open = (typed) => {
    colons = typed;
    search.value = "";
    picker.hidden = false;
    search.setAttribute("aria-expanded", "true");
    draw();
    search.focus({ preventScroll: true });
  };
  const close = () => {
    picker.hidden = true;
    colons = 0;
    search.setAttribute("aria-expanded", "false");
  };
  const choose = (index) => {
    const [template, typed] = [found[index], colons];
    if (!template) return;
    close();
    if (template.press) {
      template.press(typed);
    } else {
      insert(template, typed);
    }
  };

  text.addEventListener("input", (event) => {
    if (!text.value.trim()) from.value = "";
    if (event.inputType !== "insertText" || text.selectionStart !== text.selectionEnd) return;
    if (text.value.slice(0, text.selectionStart).endsWith("::")) open(2);
  });
  search.addEventListener("input", draw);
  search.addEventListener("keydown", (event) => {
    const last = found.length - 1;
    const places = { ArrowDown: active === last ? 0 : active + 1, ArrowUp: active === 0 ? last : active - 1 };
    if (event.key in places) {
      event.preventDefault();
      mark(places[event.key]);
    } else if (event.key === "Enter" && !event.ctrlKey) {
      event.preventDefault();
      choose(active);
    } else if (/^[1-9]$/.test(event.key) && !search.value) {
      event.preventDefault();
      choose(Number(event.key) - 1);
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
      text.focus({ preventScroll: true });
    }
  });
  search.addEventListener("blur", close);
  // A press on the list must not take the focus away from the search.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose([...list.children].indexOf(option));
  });
}

function keep(form, text) {
  const told = form.querySelector("[data-saved]");
  form.querySelector("[data-by-hand]").hidden = true;
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
  // A form that loads the page again finds the draft saved.
  document.addEventListener("submit", async (event) => {
    if (!unsaved || event.defaultPrevented || event.target === form || event.target.method === "dialog") return;
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
