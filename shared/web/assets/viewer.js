// The viewer of documents: a picture is enlarged and turned, and the pages of a PDF file are turned in their place.

const STEP = 1.25;
const LARGEST = 6;
const CLOSE = 1.5; // from here on a page is drawn large
const TURNING = 20000; // milliseconds for a page

// The picture lies in a sheet that is as large as what is seen of it, turned or not: so all of it can be scrolled to.
for (const viewer of document.querySelectorAll("[data-viewer]")) {
  const image = viewer.querySelector("img");
  const stage = viewer.querySelector(".viewer__stage");
  const controls = viewer.querySelector(".viewer__controls");
  if (!image) continue;
  const sheet = document.createElement("div");
  sheet.className = "viewer__sheet";
  image.replaceWith(sheet);
  sheet.append(image);
  let scale = 1;
  let turns = 0;
  let shape = 0; // height by width, also while a larger picture comes
  const draw = () => {
    const { large } = image.dataset;
    if (large && scale > CLOSE && image.getAttribute("src") !== large) image.src = large;
    if (image.naturalWidth && image.naturalHeight) shape = image.naturalHeight / image.naturalWidth;
    if (!shape) return;
    const sideways = turns % 2 === 1;
    const width = stage.clientWidth * scale;
    const height = sideways ? width / shape : width * shape;
    sheet.style.inlineSize = `${width}px`;
    sheet.style.blockSize = `${height}px`;
    image.style.inlineSize = `${sideways ? height : width}px`;
    image.style.blockSize = `${sideways ? width : height}px`;
    // Turned about its corner, the picture is moved back into the sheet.
    const [right, down] = [[0, 0], [width, 0], [width, height], [0, height]][turns];
    image.style.transform = `translate(${right}px, ${down}px) rotate(${turns * 90}deg)`;
  };
  const acts = {
    in: () => { scale = Math.min(scale * STEP, LARGEST); },
    out: () => { scale = Math.max(scale / STEP, 1); },
    turn: () => { turns = (turns + 1) % 4; },
    fit: () => { scale = 1; turns = 0; },
  };
  const keys = { "+": "in", "=": "in", "-": "out", r: "turn", 0: "fit" };
  const act = (name) => { acts[name](); draw(); };
  controls.hidden = false;
  controls.addEventListener("click", (event) => {
    const name = event.target.dataset.do;
    if (name) act(name);
  });
  stage.addEventListener("keydown", (event) => {
    const name = keys[event.key];
    if (!name || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    act(name);
  });
  image.addEventListener("load", draw);
  new ResizeObserver(draw).observe(stage);
}

// The pages of a PDF file. Each has an address of its own; here it replaces the one before.
for (const viewer of document.querySelectorAll("[data-pages]")) {
  const image = viewer.querySelector("img");
  if (!image) continue;
  const part = (of, name) => of.querySelector(`[data-${name}]`);
  const show = (page) => {
    part(viewer, "position").textContent = part(page, "position").textContent;
    part(viewer, "links").replaceChildren(...part(page, "links").children);
    const trouble = part(viewer, "trouble");
    trouble.textContent = part(page, "trouble").textContent;
    trouble.hidden = part(page, "trouble").hidden && trouble.hidden;
  };
  const fetched = async (href) => {
    const answer = await fetch(href, { signal: AbortSignal.timeout(TURNING) });
    return new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-pages]");
  };
  // The page itself says how many pages there are. It asks for the number when somebody looks at the first one.
  let asked = viewer.dataset.pages === "";
  const ask = async () => {
    if (asked) return;
    asked = true;
    try {
      const page = await fetched(viewer.dataset.pages);
      if (page) show(page);
    } catch {
      // The link to the pages stays.
    }
  };
  image.addEventListener("load", ask);
  image.addEventListener("error", () => {
    const { large } = image.dataset;
    if (large && image.getAttribute("src") === large) {
      delete image.dataset.large;
      image.src = large.split("?")[0];
      return;
    }
    part(viewer, "trouble").hidden = false;
    ask();
  });
  if (image.complete && image.currentSrc) {
    if (image.naturalWidth === 0) part(viewer, "trouble").hidden = false;
    ask();
  }
  part(viewer, "links").addEventListener("click", async (event) => {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    try {
      const page = await fetched(link.href);
      const next = page.querySelector("img");
      part(viewer, "trouble").hidden = true;
      show(page);
      image.dataset.large = next.dataset.large;
      image.alt = next.alt;
      image.src = next.getAttribute("src");
      const stage = viewer.querySelector(".viewer__stage");
      stage.scrollTop = 0;
      stage.focus({ preventScroll: true });
    } catch {
      location.assign(link.href);
    }
  });
}

