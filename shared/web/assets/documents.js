// Prepares documents before the form is sent. It draws a photograph smaller that is larger than allowed, here on the
// person's own device, and puts it back into its input. It shows what will be sent. It explains a PDF that is too
// large, and marks its field as refused until the person chooses another file: upload.js sends nothing meanwhile. It
// sends nothing anywhere.

import { thumbnail } from "./preview.js";

// Longest sides to try, in pixels: from one that shows every letter of a card down to one that is just readable.
const SIDES = [2400, 2000, 1600, 1300, 1050, 850];
const BEST_QUALITY = 0.9;
const LEAST_QUALITY = 0.5;
// Steps of the search for the best quality that fits: a difference of 0.4 / 2^4 is finer than the eye.
const STEPS = 5;
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
    const picture = await open(file);
    if (!picture) {
      if (isNewest()) {
        fits
          ? tell(fill(texts.fits, { name: file.name, size: size(file.size) }), { kind: "text" })
          : refuse(texts.unreadable, file);
      }
      return;
    }
    const photo = fits ? file : await shrink(picture, file, most);
    if (!isNewest()) {
      picture.close();
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
    picture.close();
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

// The picture as a viewer should show it; nothing when the device cannot show it.
async function open(file) {
  try {
    return await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    // Older browsers turn it by themselves and do not know the option.
    return createImageBitmap(file).catch(() => undefined);
  }
}

// The largest JPEG of the picture that fits, or nothing.
async function shrink(picture, file, most) {
  const longest = Math.max(picture.width, picture.height);
  for (const side of SIDES) {
    const scale = Math.min(1, side / longest);
    const canvas = draw(picture, scale);
    const blob = await bestThatFits(canvas, most);
    canvas.width = 0;
    if (blob) {
      return new File([blob], `${file.name.replace(/\.[^.]*$/, "")}.jpg`, {
        type: "image/jpeg",
        lastModified: file.lastModified,
      });
    }
  }
  return undefined;
}

async function bestThatFits(canvas, most) {
  let best = await encode(canvas, LEAST_QUALITY);
  if (!best || best.size > most) {
    return undefined;
  }
  let [low, high] = [LEAST_QUALITY, BEST_QUALITY];
  let quality = BEST_QUALITY;
  for (let step = 0; step < STEPS && low < BEST_QUALITY; step++) {
    const blob = await encode(canvas, quality);
    if (blob && blob.size <= most) {
      best = blob;
      low = quality;
    } else {
      high = quality;
    }
    quality = (low + high) / 2;
  }
  return best;
}

function encode(canvas, quality) {
  return new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));
}

// Transparent parts become paper.
function draw(picture, scale) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const pen = canvas.getContext("2d");
  pen.imageSmoothingQuality = "high";
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

function size(bytes) {
  const kilobytes = bytes / 1024;
  return kilobytes < 1000
    ? `${Math.ceil(kilobytes)} KB`
    : `${(kilobytes / 1024).toLocaleString("id", { maximumFractionDigits: 1 })} MB`;
}

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}
