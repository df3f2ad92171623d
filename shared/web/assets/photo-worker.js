// Draws photographs smaller beside the page, so that the person can go on filling in the form.

import { shrink } from "./photo.js";

addEventListener("message", async ({ data: { picture, most } }) => {
  let answer = { failed: true };
  try {
    answer = { blob: await shrink(picture, most, (width, height) => new OffscreenCanvas(width, height), encode) };
  } catch {
    // Without memory for it, the page tries by itself.
  }
  picture.close();
  postMessage(answer);
});

function encode(canvas, quality) {
  return canvas.convertToBlob({ type: "image/jpeg", quality });
}
