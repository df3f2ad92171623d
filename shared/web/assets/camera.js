// Takes a photograph in the page and puts it into the input of a document, as if the person had chosen a file:
// documents.js makes it small enough, and upload.js sends it. The camera is asked for when the person presses the
// button, never before, and is let go as soon as the photograph is there.

const LONGEST_SIDE = 1200;
const QUALITY = 0.85;

enhanceAll();
document.addEventListener("page:replaced", enhanceAll);

function enhanceAll() {
  for (const place of document.querySelectorAll("[data-camera]")) {
    if (navigator.mediaDevices?.getUserMedia) {
      enhance(place);
    }
  }
}

function enhance(place) {
  const input = document.querySelector(`input[type=file][name=${place.dataset.camera}]`);
  const source = place.querySelector(`input[name=${place.dataset.source}]`);
  const part = (name) => place.querySelector(`[data-camera-${name}]`);
  const video = place.querySelector("video");
  const canvas = place.querySelector("canvas");
  const status = part("status");
  let stream;

  input.after(place);
  place.hidden = false;
  part("open").addEventListener("click", open);
  part("again").addEventListener("click", open);
  part("close").addEventListener("click", close);
  part("take").addEventListener("click", take);
  part("save").addEventListener("click", save);
  // Whoever chooses a file after all says so.
  input.addEventListener("change", (event) => {
    if (event.isTrusted) {
      source.value = "file";
    }
  });
  addEventListener("pagehide", stop);

  function show(name) {
    part("open").hidden = name !== "open";
    part("live").hidden = name !== "live";
    part("taken").hidden = name !== "taken";
  }

  async function open() {
    status.textContent = "";
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "user" }, audio: false });
    } catch {
      status.textContent = status.dataset.refused;
      show("open");
      return;
    }
    video.srcObject = stream;
    show("live");
    await video.play().catch(() => undefined);
    part("take").focus();
  }

  function take() {
    const scale = Math.min(1, LONGEST_SIDE / Math.max(video.videoWidth, video.videoHeight));
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    canvas.getContext("2d").drawImage(video, 0, 0, canvas.width, canvas.height);
    stop();
    show("taken");
    part("save").focus();
  }

  function save() {
    canvas.toBlob(
      (blob) => {
        const files = new DataTransfer();
        files.items.add(new File([blob], "swafoto.jpg", { type: "image/jpeg" }));
        input.files = files.files;
        source.value = "camera";
        input.dispatchEvent(new Event("change", { bubbles: true }));
        status.textContent = status.dataset.saved;
        show("open");
        part("open").focus();
      },
      "image/jpeg",
      QUALITY,
    );
  }

  function close() {
    stop();
    show("open");
    part("open").focus();
  }

  function stop() {
    for (const track of stream?.getTracks() ?? []) {
      track.stop();
    }
    stream = undefined;
    video.srcObject = null;
  }
}
