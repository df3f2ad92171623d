// Colleagues who are named in a note: `@` opens the list of them, and choosing one writes the name. Without script, a
// select names one. The notes may be drawn anew, so everything listens at the document.

const picker = () => document.querySelector("[data-mention]");
const note = () => document.getElementById("isi-catatan");
const search = () => picker()?.querySelector("input");
let found = [];
let active = 0;

const colleagues = () =>
  [...document.querySelectorAll("[data-names] option")].filter((option) => option.value)
    .map((option) => option.textContent.trim());

const mark = (index) => {
  active = index;
  const options = [...picker().querySelectorAll("[role=option]")];
  options.forEach((option, place) => option.setAttribute("aria-selected", String(place === index)));
  if (options[index]) {
    search().setAttribute("aria-activedescendant", options[index].id);
    options[index].scrollIntoView({ block: "nearest" });
  } else {
    search().removeAttribute("aria-activedescendant");
  }
};

const draw = () => {
  const words = search().value.toLowerCase().split(/\s+/).filter(Boolean);
  found = colleagues().filter((name) => words.every((word) => name.toLowerCase().includes(word)));
  const list = picker().querySelector("[role=listbox]");
  list.replaceChildren(...found.map((name, index) => {
    const option = document.createElement("li");
    option.id = `${list.id}-${index}`;
    option.className = "picker__option";
    option.setAttribute("role", "option");
    option.textContent = name;
    return option;
  }));
  const count = picker().querySelector("[data-count]");
  count.textContent = found.length ? count.dataset.count.replace("{n}", found.length) : count.dataset.none;
  mark(0);
};

const close = () => {
  picker().hidden = true;
  search().setAttribute("aria-expanded", "false");
};

const choose = (index) => {
  const name = found[index];
  if (!name) return;
  close();
  const text = note();
  text.focus({ preventScroll: true });
  // As if it were typed, so that the browser can undo it.
  if (!document.execCommand("insertText", false, `${name} `)) {
    text.setRangeText(`${name} `, text.selectionStart, text.selectionEnd, "end");
  }
};

document.addEventListener("input", (event) => {
  if (event.target === search()) draw();
  if (event.target !== note() || !picker() || event.inputType !== "insertText") return;
  const text = event.target;
  // Behind a letter it is an address of somebody's mail.
  if (!/(^|\s)@$/.test(text.value.slice(0, text.selectionStart))) return;
  picker().hidden = false;
  search().value = "";
  search().setAttribute("aria-expanded", "true");
  draw();
  search().focus({ preventScroll: true });
});

document.addEventListener("keydown", (event) => {
  if (!picker() || event.target !== search()) return;
  const last = found.length - 1;
  const places = { ArrowDown: active === last ? 0 : active + 1, ArrowUp: active === 0 ? last : active - 1 };
  if (event.key in places) {
    event.preventDefault();
    mark(places[event.key]);
  } else if (event.key === "Enter") {
    event.preventDefault();
    choose(active);
  } else if (event.key === "Escape") {
    event.preventDefault();
    close();
    note().focus({ preventScroll: true });
  }
});

document.addEventListener("focusout", (event) => {
  if (picker() && event.target === search()) close();
});
// A press on the list must not take the focus away from the search.
document.addEventListener("mousedown", (event) => {
  if (event.target.closest("[data-mention] [role=listbox]")) event.preventDefault();
});
document.addEventListener("click", (event) => {
  const option = event.target.closest("[data-mention] [role=option]");
  if (option) choose([...option.parentElement.children].indexOf(option));
});
