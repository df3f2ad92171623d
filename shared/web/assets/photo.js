// Draws a photograph smaller until it fits, with as few tries as can be: each one takes a phone most of a second. It
// runs in a worker where the browser can draw there, and on the page where not.

// Longest sides to try, in pixels: from one that shows every letter of a card down to one that is just readable.
const SIDES = [2400, 2000, 1600, 1300, 1050, 850];
const BEST_QUALITY = 0.9;
const LEAST_QUALITY = 0.5;
// A photograph that takes so much of the allowed bytes is good enough.
const FULL = 0.85;
// Tries at the quality after the first one at the least.
const TRIES = 3;
// Between the least and the best quality, photographs grow about so many times.
const USUAL_GROWTH = 3.5;

// The picture of a file as a viewer should show it; nothing when the device cannot show it.
export async function open(file) {
  try {
    return await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    // Older browsers turn it by themselves and do not know the option.
    return createImageBitmap(file).catch(() => undefined);
  }
}

// The largest JPEG of the picture that fits, or nothing. `canvasOf` makes a canvas of a width and a height, `encode`
// turns it into a JPEG of a quality.
export async function shrink(picture, most, canvasOf, encode) {
  const longest = Math.max(picture.width, picture.height);
  let expected = 0;
  for (const side of SIDES) {
    const scale = Math.min(1, side / longest);
    // A side at which even the least quality cannot fit, by what a larger one took, is passed over.
    if (expected * scale * scale > most * 1.1) {
      continue;
    }
    const canvas = draw(picture, scale, canvasOf);
    const blob = await bestThatFits((quality) => encode(canvas, quality), most, (size) => {
      expected = size / (scale * scale);
    });
    canvas.width = 0;
    if (blob) {
      return blob;
    }
  }
  return undefined;
}

// Each try is at the quality that the tries before let expect to fill what is allowed.
async function bestThatFits(encode, most, tell) {
  let best = await encode(LEAST_QUALITY);
  if (!best) {
    return undefined;
  }
  tell(best.size);
  if (best.size > most) {
    return undefined;
  }
  let low = { quality: LEAST_QUALITY, size: best.size };
  let high = { quality: BEST_QUALITY, size: best.size * USUAL_GROWTH, isGuess: true };
  for (let at = 0; at < TRIES && best.size < most * FULL && low.quality < BEST_QUALITY; at++) {
    const share = Math.log((most * 0.96) / low.size) / Math.log(high.size / low.size);
    const quality = Math.min(BEST_QUALITY, low.quality + Math.max(0.01, share) * (high.quality - low.quality));
    if (!high.isGuess && quality >= high.quality) {
      break;
    }
    const blob = await encode(quality);
    if (!blob) {
      break;
    }
    if (blob.size <= most) {
      best = blob;
      low = { quality, size: blob.size };
      high = high.isGuess ? { ...high, size: Math.max(high.size, blob.size * 1.2) } : high;
    } else {
      high = { quality, size: blob.size };
    }
  }
  return best;
}

// Transparent parts become paper.
function draw(picture, scale, canvasOf) {
  const canvas = canvasOf(
    Math.max(1, Math.round(picture.width * scale)),
    Math.max(1, Math.round(picture.height * scale)),
  );
  const pen = canvas.getContext("2d");
  pen.imageSmoothingQuality = "high";
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}
