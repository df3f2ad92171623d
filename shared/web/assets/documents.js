// Prepares documents before the form is sent. It draws a photograph smaller that is larger than allowed, here on the
// person's own device, and puts it back into its input. It shows what will be sent. It explains a PDF that is too
// large, and marks its field as refused until the person chooses another file: upload.js sends nothing meanwhile. It
// sends nothing anywhere.

import { thumbnail } from "./preview.js";

// Comes after all that the form needs at once. Where it does not come, a document is sent as it is, if it fits.
const drawing = import("./photo.js").catch(() => ({ open: () => undefined }));

// Recognises a document by its first bytes, as the server does: the device made up its name and type
// (`DOC-20261128-WA0003.` has neither).
const HEAD_BYTES = 1024;

enhanceAll();
document.addEventListener("page:replaced", enhanceAll);

function enhanceAll() {
  for (const section of document.querySelectorAll("[data-documents]")) {
    const texts = section.querySelector("[data-texts]").dataset;
    const most = Number(section.dataset.maxBytes);
    section.querySelector("[data-with-script]").hidden = false;
    for (const field of section.querySelectorAll("[data-document]")) {
      enhance(field, most, texts);
    }
  }
}

function enhance(field, most, texts) {
  const input = field.querySelector("input[type=file]");
  // Whatever the device can show becomes a JPEG.
  input.accept += ",image/*";
  const box = document.createElement("div");
  box.hidden = true;
  const message = document.createElement("p");
  message.setAttribute("role", "status");
  box.append(message);
  input.after(box);
  let newest = 0;

  input.addEventListener("change", change);
  if (input.files.length > 0) {
    change();
  }

  async function change() {
    const turn = ++newest;
    const file = input.files[0];
    box.hidden = !file;
    if (!file) {
      return;
    }
    accept();
    tell(texts.working, { kind: "text" });
    input.form.dispatchEvent(new CustomEvent("document:preparing", { detail: 1 }));
    try {
      await prepare(file, () => turn === newest);
    } finally {
      input.form.dispatchEvent(new CustomEvent("document:preparing", { detail: -1 }));
    }
  }

  async function prepare(file, isNewest) {
    if (file.size === 0) {
      refuse(texts.empty, file);
      return;
    }
    const kind = await kindOf(file);
    if (!isNewest()) {
      return;
    }
    if (kind === "gone") {
      refuse(texts.gone, file);
      return;
    }
    if (kind === "pdf") {
      if (file.size > most) {
        refuse(texts.pdfTooLarge, file);
      } else {
        tell(fill(texts.fits, { name: file.name, size: size(file.size) }), { kind: "text" });
      }
      return;
    }
    const fits = kind === "jpeg" && file.size <= most;
    const { picture, photo } = await inTurn(async () => {
      const { open } = await drawing;
      const picture = isNewest() && (await open(file));
      return { picture, photo: fits || !picture ? file : await smaller(picture, file, most) };
    });
    picture && picture.close();
    if (!isNewest()) {
      return;
    }
    if (!picture) {
      fits
        ? tell(fill(texts.fits, { name: file.name, size: size(file.size) }), { kind: "text" })
        : refuse(texts.unreadable, file);
      return;
    }
    if (photo) {
      if (photo !== file) {
        const files = new DataTransfer();
        files.items.add(photo);
        input.files = files.files;
      }
      const text = fits ? texts.fits : photo.size < file.size ? texts.shrunk : texts.converted;
      const words = fill(text, { name: file.name, before: size(file.size), size: size(photo.size) });
      tell(`${words} ${texts.look}`, { kind: "picture", photo });
    } else {
      refuse(texts.tooLarge, file);
    }
  }

  function refuse(text, file) {
    input.value = "";
    field.dataset.refused = "";
    input.setAttribute("aria-invalid", "true");
    tell(fill(text, { before: size(file.size) }), { kind: "bad" });
    if (!("required" in field.dataset)) {
      const without = document.createElement("button");
      without.type = "button";
      without.className = "button button--quiet";
      without.textContent = texts.without;
      without.addEventListener("click", () => {
        accept();
        box.hidden = true;
        input.focus();
      });
      box.append(without);
    }
  }

  // What was wrong before is over: another file was chosen, or none is wanted.
  function accept() {
    delete field.dataset.refused;
    field.classList.remove("field--error");
    field.querySelector(".field__error")?.remove();
    input.removeAttribute("aria-invalid");
  }

  function tell(text, { kind, photo }) {
    box.className = {
      text: "prepared prepared--text",
      bad: "prepared prepared--text prepared--bad",
      picture: "prepared",
    }[kind];
    for (const button of box.querySelectorAll("button")) {
      button.remove();
    }
    message.textContent = text;
    if (photo) {
      const label = field.querySelector("label").firstChild.textContent.trim();
      box.prepend(thumbnail(photo, fill(texts.preview, { label })));
    }
  }
}

// "pdf", "jpeg", "other", or "gone" for a file that the browser can no longer read (one of a cloud drive, or one that
// somebody moved).
async function kindOf(file) {
  let head;
  try {
    head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  } catch {
    return "gone";
  }
  if (head.length === 0) {
    return "gone";
  }
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) {
    return "jpeg";
  }
  return String.fromCharCode(...head).includes("%PDF-") ? "pdf" : "other";
}

// Large pictures need much memory: one photograph is drawn after the other.
let turn = Promise.resolve();

function inTurn(draw) {
  const mine = turn.then(draw);
  turn = mine.catch(() => undefined);
  return mine;
}

// The largest JPEG of a photograph that fits, as a file, or nothing.
async function smaller(picture, file, most) {
  let answer = await besides(picture, most);
  if (answer.failed) {
    const { open, shrink } = await drawing;
    const again = picture.width > 0 ? picture : await open(file);
    answer = { blob: again && (await shrink(again, most, canvasOf, encode)) };
    again?.close();
  }
  return answer.blob && new File([answer.blob], `${file.name.replace(/\.[^.]*$/, "")}.jpg`, {
    type: "image/jpeg",
    lastModified: file.lastModified,
  });
}

let worker;

// Draws in a worker, to which the picture goes for good. A browser without workers of this kind draws on the page.
async function besides(picture, most) {
  if (!window.Worker || !window.OffscreenCanvas?.prototype.convertToBlob) {
    return { failed: true };
  }
  worker ??= new Worker(new URL("photo-worker.js", import.meta.url), { type: "module" });
  const answer = await new Promise((done) => {
    worker.onmessage = ({ data }) => done(data);
    worker.onerror = () => done({ failed: true });
    worker.postMessage({ picture, most }, [picture]);
  });
  if (answer.failed) {
    worker.terminate();
    worker = undefined;
  }
  return answer;
}

function canvasOf(width, height) {
  return Object.assign(document.createElement("canvas"), { width, height });
}

function encode(canvas, quality) {
  return new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));
}

function size(bytes) {
  const kilobytes = bytes / 1024;
  return kilobytes < 1000
    ? `${Math.ceil(kilobytes)} KB`
    : `${(kilobytes / 1024).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} MB`;
}

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}
