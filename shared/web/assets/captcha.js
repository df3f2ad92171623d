// Fetches a new CAPTCHA shortly before the old one ends, so that no form comes back because of it. It changes nothing
// that the person typed: as soon as the field has a code, or the person is in it or listens, the picture stays.

const BEFORE_MS = 3 * 60 * 1000;
const LOOK_MS = 20_000;
const TIMEOUT_MS = 10_000;

// When this page first saw each code.
const since = new WeakMap();
let isFetching = false;

for (const event of ["page:replaced", "code:replaced", "visibilitychange"]) {
  document.addEventListener(event, look);
}
setInterval(look, LOOK_MS);
look();

async function look() {
  const form = document.querySelector("form[data-captcha]");
  const token = form?.querySelector("[name=captcha_token]");
  if (!token || isFetching) {
    return;
  }
  if (since.get(token)?.code !== token.value) {
    since.set(token, { code: token.value, at: Date.now() });
  }
  const due = since.get(token).at + Number(form.dataset.captchaSeconds) * 1000 - BEFORE_MS;
  if (Date.now() < due || isInUse(form)) {
    return;
  }
  isFetching = true;
  const fresh = await fetchCode(form.dataset.captcha);
  isFetching = false;
  if (fresh && token.isConnected && !isInUse(form)) {
    put(form, token, fresh);
  }
}

function isInUse(form) {
  const input = form.querySelector("[name=captcha]");
  return input.value !== "" || input === document.activeElement || !form.querySelector("#kode audio").paused;
}

// A server that is away or busy is asked again with the next look.
async function fetchCode(address) {
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    return answer.ok ? await answer.json() : undefined;
  } catch {
    return undefined;
  }
}

function put(form, token, fresh) {
  form.querySelector("#kode img").src = fresh.picture;
  form.querySelector("#kode audio").src = fresh.sound;
  token.value = fresh.captcha_token;
  since.set(token, { code: token.value, at: Date.now() });
  form.querySelector("[name=captcha_work]")?.remove();
  delete token.dataset.work;
  if (fresh.work > 0) {
    token.dataset.work = fresh.work;
    const done = document.createElement("input");
    done.type = "hidden";
    done.name = "captcha_work";
    token.after(done);
  }
  document.dispatchEvent(new CustomEvent("code:replaced"));
}
