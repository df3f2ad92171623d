// Shows the pictures that will be sent: small beside their name, and as large as the screen on a tap, so that a person
// can see whether the writing on them is readable. On the page that shows what will be sent, it takes a picture from
// the form that was just sent, or asks the server for it.

// So long the server may take for a picture.
const TIMEOUT_MS = 30_000;

// Pictures of the form that is being sent, by document.
const sent = new Map();

enhanceAll();
document.addEventListener("page:replaced", enhanceAll);

// What the form sends now: the page that comes next shows it.
export function remember(form) {
  for (const input of form.querySelectorAll("input[type=file]")) {
    const file = input.files[0];
    if (file) {
      sent.set(input.name, file);
    }
  }
}

// A picture that opens large, with what it is called.
export function thumbnail(file, label) {
  const picture = document.createElement("img");
  picture.src = URL.createObjectURL(file);
  picture.alt = label;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "thumb";
  button.append(picture);
  button.addEventListener("click", () => open(file, label));
  return button;
}

// Shows a picture as large as the screen, until the person closes it.
export function open(file, label) {
  const dialog = document.querySelector(".enlarged");
  const picture = document.createElement("img");
  picture.src = URL.createObjectURL(file);
  picture.alt = label;
  dialog.querySelector(".enlarged__title").textContent = label;
  dialog.querySelector(".enlarged__stage").replaceChildren(picture);
  dialog.addEventListener("close", () => URL.revokeObjectURL(picture.src), { once: true });
  dialog.showModal();
}

function enhanceAll() {
  for (const button of document.querySelectorAll("[data-show]")) {
    enhance(button);
  }
}

function enhance(button) {
  const label = button.dataset.label;
  const file = sent.get(button.dataset.show);
  if (file?.type === "image/jpeg") {
    button.replaceWith(thumbnail(file, button.textContent));
    return;
  }
  button.addEventListener("click", async (event) => {
    event.preventDefault();
    const status = button.parentElement.querySelector("[role=status]");
    const body = new FormData(button.form);
    body.append(button.name, button.value);
    button.disabled = true;
    status.textContent = "";
    try {
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      const answer = await fetch(button.form.getAttribute("action"), { method: "POST", body, signal });
      if (!answer.ok || answer.headers.get("content-type") !== "image/jpeg") {
        throw new Error(answer.status);
      }
      open(await answer.blob(), label);
    } catch {
      status.textContent = button.dataset.failed;
    } finally {
      button.disabled = false;
    }
  });
}
