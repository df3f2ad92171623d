// Places a stamp on the picture of a page: the person drags it, or moves it with the arrow keys. The form then sends
// where it lies, in points from the lower left corner of the page. Without this script the person chooses one of the
// places that the page names.

const STEP = 10; // points by which an arrow key moves it
const SMALL_STEP = 1; // the same with the shift key

for (const form of document.querySelectorAll("form[data-place]")) {
  enhance(form);
}

function enhance(form) {
  const stage = form.querySelector("[data-place-stage]");
  const field = (name) => form.elements.namedItem(name);
  const own = form.querySelector("[data-place-own]");
  const paper = { width: Number(stage.dataset.width), height: Number(stage.dataset.height) };
  const margin = Number(stage.dataset.margin);
  const side = Number(field("side").value);
  const stamp = document.createElement("button");
  stamp.type = "button";
  stamp.className = "place__stamp";
  stamp.textContent = stage.dataset.stamp;
  stamp.setAttribute("aria-describedby", stage.dataset.help);
  stage.append(stamp);
  own.hidden = false;
  form.querySelector("[data-place-help]").hidden = false;
  let left = Number(field("left").value) || 0;
  let bottom = Number(field("bottom").value) || 0;
  let grip;

  // The places that the page names, as the server puts them.
  const named = (place) => {
    const [height, across] = place.split("-");
    const right = paper.width - side - margin;
    const top = paper.height - side - margin;
    left = across === "left" ? margin : right;
    bottom = { top, middle: (margin + top) / 2, bottom: margin }[height];
  };

  const draw = () => {
    left = Math.min(Math.max(left, 0), paper.width - side);
    bottom = Math.min(Math.max(bottom, 0), paper.height - side);
    stamp.style.insetInlineStart = `${(left / paper.width) * 100}%`;
    stamp.style.insetBlockEnd = `${(bottom / paper.height) * 100}%`;
    stamp.style.inlineSize = `${(side / paper.width) * 100}%`;
    stamp.style.blockSize = `${(side / paper.height) * 100}%`;
    field("left").value = left.toFixed(1);
    field("bottom").value = bottom.toFixed(1);
  };

  const move = (right, up) => {
    left += right;
    bottom += up;
    own.querySelector("input").checked = true;
    draw();
  };

  form.addEventListener("change", (event) => {
    if (event.target.name === "position" && event.target.value !== "own") {
      named(event.target.value);
      draw();
    }
  });
  stamp.addEventListener("pointerdown", (event) => {
    grip = { x: event.clientX, y: event.clientY };
    stamp.setPointerCapture(event.pointerId);
  });
  stamp.addEventListener("pointermove", (event) => {
    if (!grip) return;
    const scale = paper.width / stage.clientWidth;
    move((event.clientX - grip.x) * scale, (grip.y - event.clientY) * scale);
    grip = { x: event.clientX, y: event.clientY };
  });
  for (const end of ["pointerup", "pointercancel"]) {
    stamp.addEventListener(end, () => {
      grip = undefined;
    });
  }
  stamp.addEventListener("keydown", (event) => {
    const step = event.shiftKey ? SMALL_STEP : STEP;
    const by = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] }[event.key];
    if (!by) return;
    event.preventDefault();
    move(...by);
  });

  const chosen = field("position").value;
  if (chosen !== "own") named(chosen);
  draw();
}
