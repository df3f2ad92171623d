// Suggests entries of a list while a person types, after the ARIA pattern of an editable combobox with a list. The
// person may also type what the list lacks. Once the person chooses an entry or types one exactly, the page says that
// it needs no complaint.

const PAUSE_MS = 200;
const LEAST_CHARACTERS = 2;
const TIMEOUT_MS = 4000;
const AGAIN_MS = 1500;
const MOST_FAILURES = 5;

enhanceAll();
document.addEventListener("page:replaced", enhanceAll);

function enhanceAll() {
  for (const input of document.querySelectorAll("[data-suggestions]")) {
    enhance(input);
  }
}

function enhance(input) {
  const field = input.closest(".field");
  const known = field.querySelector("[data-known]");
  const count = field.querySelector("[data-count]");
  const knownText = field.querySelector("[data-known-text]").content.textContent.trim();
  field.querySelector("[data-suggest-button]")?.remove();
  field.querySelector("[data-matches]")?.remove();

  const list = document.createElement("ul");
  list.id = `${input.id}-list`;
  list.className = "combobox__list";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.querySelector("label").textContent.trim());
  list.hidden = true;
  const box = document.createElement("div");
  box.className = "combobox";
  input.replaceWith(box);
  box.append(input, list);
  for (const [name, value] of Object.entries({
    role: "combobox",
    autocomplete: "off",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
  })) {
    input.setAttribute(name, value);
  }

  let items = [];
  let active = -1;
  let pause;
  let request;

  input.addEventListener("input", () => {
    say();
    clearTimeout(pause);
    pause = setTimeout(() => look(), PAUSE_MS);
  });
  input.addEventListener("keydown", (event) => {
    const open = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (open) {
        mark(active === -1 && step === -1 ? items.length - 1 : (active + step + items.length) % items.length);
      } else {
        look();
      }
    } else if (event.key === "Enter" && open && active >= 0) {
      event.preventDefault();
      choose(active);
    } else if (event.key === "Enter") {
      // Whoever has typed a name goes on to the next part of the form; nobody means to send it from here.
      event.preventDefault();
      close();
      const controls = Array.from(input.form.querySelectorAll("input:not([type=hidden]), textarea, select"));
      controls[controls.indexOf(input) + 1]?.focus();
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      close();
    }
  });
  input.addEventListener("blur", close);
  // A press on the list must not take the focus away from the input.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) {
      choose(Array.from(list.children).indexOf(option));
    }
  });

  async function look(failures = 0) {
    request?.abort();
    const typed = input.value.trim();
    if (typed.length < LEAST_CHARACTERS) {
      close();
      return;
    }
    const mine = new AbortController();
    request = mine;
    const timer = setTimeout(() => mine.abort(), TIMEOUT_MS);
    try {
      const answer = await fetch(
        `/api/v1/suggestions/${input.dataset.suggestions}?q=${encodeURIComponent(typed)}`,
        { signal: mine.signal },
      );
      if (!answer.ok) {
        throw new Error(answer.status);
      }
      show((await answer.json()).items);
    } catch {
      // The list only helps: without it the field is a plain one. A crowded server may have room for it a moment later.
      if (request === mine) {
        close();
        if (failures < MOST_FAILURES && document.activeElement === input) {
          pause = setTimeout(() => look(failures + 1), AGAIN_MS);
        }
      }
    } finally {
      clearTimeout(timer);
    }
  }

  function show(found) {
    items = found;
    const exact = items.find((item) => item.exact);
    say(exact);
    list.replaceChildren(...items.map(draw));
    mark(-1);
    const open = items.length > 0 && document.activeElement === input && !(exact && items.length === 1);
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    count.textContent = open ? count.dataset.count.replace("{n}", items.length) : "";
  }

  function draw(item, index) {
    const option = document.createElement("li");
    option.id = `${list.id}-${index}`;
    option.className = "combobox__option";
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.append(item.value);
    if (item.detail) {
      const detail = document.createElement("span");
      detail.className = "combobox__detail";
      detail.textContent = item.detail;
      option.append(" ", detail);
    }
    return option;
  }

  function mark(index) {
    active = index;
    Array.from(list.children).forEach((option, position) =>
      option.setAttribute("aria-selected", String(position === index)),
    );
    const option = list.children[index];
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function choose(index) {
    input.value = items[index].value;
    close();
    say(items[index]);
  }

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    mark(-1);
  }

  function say(entry) {
    if (!entry || "quiet" in known.dataset) {
      known.replaceChildren();
      return;
    }
    const name = entry.detail ? `${entry.value} (${entry.detail})` : entry.value;
    const words = knownText.replace("{entry}", () => name);
    if (known.textContent.trim() !== words) {
      const text = document.createElement("p");
      text.className = "known__text";
      text.textContent = words;
      known.replaceChildren(text);
    }
  }
}
