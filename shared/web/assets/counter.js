// Counts the characters of a text while a person writes it, as the server counts them: Unicode scalar values, a line
// break is one.

const PAUSE_MS = 1000;
// The server drops characters that draw nothing: marks of the reading direction, zero-width spaces, soft hyphens.
const HIDDEN = /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g;

countAll();
document.addEventListener("page:replaced", countAll);

function countAll() {
  for (const text of document.querySelectorAll("[data-counter]")) {
    count(text);
  }
}

function seen(value) {
  return value.replace(HIDDEN, "").normalize("NFC").trim().replace(/\r\n?/g, "\n");
}

function count(text) {
  const most = Number(text.dataset.counter);
  const shown = document.getElementById(`${text.id}-count`);
  // A screen reader speaks it only in a pause and near the end: a voice that counts every letter helps nobody.
  const spoken = document.createElement("p");
  spoken.className = "visually-hidden";
  spoken.setAttribute("role", "status");
  shown.after(spoken);
  let pause;

  text.addEventListener("input", update);
  update();

  function update() {
    const left = most - Array.from(seen(text.value)).length;
    const words = left < 0 ? shown.dataset.over : shown.dataset.left;
    shown.textContent = words.replace("{n}", Math.abs(left)).replace("{most}", most);
    shown.classList.toggle("field__count--over", left < 0);
    clearTimeout(pause);
    pause = setTimeout(() => {
      spoken.textContent = left < most / 10 ? shown.textContent : "";
    }, PAUSE_MS);
  }
}
