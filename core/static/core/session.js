// Says on a screen of the admin that its person will be signed out soon, and tells the site
// that somebody sits in front of it while they type.
(() => {
  const { stay: STAY } = document.currentScript.dataset;
  const WARN = 120_000;
  const MINUTE = 60_000;
  const RETRY = 15_000;
  const about = document.querySelector("meta[name=map-session]");
  if (!about) return;

  let ends = Date.now() + Number(about.content) * 1000;
  let told = Date.now();
  let timer;
  let dialog = null;
  let wasLast = false;

  function wait() {
    clearTimeout(timer);
    const left = ends - Date.now();
    timer = setTimeout(look, Math.max(1_000, left > WARN ? left - WARN : left + 1_000));
  }

  function close() {
    dialog?.remove();
    dialog = null;
  }

  const at = () => new Date(ends).toLocaleTimeString("en-GB", { timeStyle: "short" });

  function warn(isLast) {
    if (dialog || (isLast && wasLast)) return;
    wasLast = isLast;
    dialog = document.createElement("dialog");
    dialog.className = "map-sign-in";
    dialog.setAttribute("role", "alertdialog");
    dialog.setAttribute("aria-labelledby", "map-stay");
    dialog.setAttribute("aria-describedby", "map-stay-why");
    dialog.innerHTML = `
      <h2 class="w-h2" id="map-stay">You will be signed out in two minutes</h2>
      <p id="map-stay-why"></p>
      <p><button type="button" class="button"></button></p>`;
    dialog.querySelector("#map-stay-why").textContent = isLast
      ? `It happens at ${at()}, because you signed in a whole working day ago. What you typed stays here, and you are asked to sign in again.`
      : `It happens at ${at()}, because nothing was done here for a while. What you typed stays here.`;
    const button = dialog.querySelector("button");
    button.textContent = isLast ? "Go on" : "Stay signed in";
    button.addEventListener("click", () => (isLast ? dialog.close() : stay()));
    dialog.addEventListener("close", close);
    document.body.append(dialog);
    dialog.showModal();
  }

  function adopt({ seconds, last }) {
    ends = Date.now() + seconds * 1000;
    if (seconds * 1000 > WARN) close();
    else warn(last);
    wait();
  }

  // Another tab may have put the end off, so the site is asked before anybody is warned.
  async function look() {
    let state;
    try {
      state = await window.mapSession();
    } catch {
      timer = setTimeout(look, RETRY);
      return;
    }
    if (String(state?.user) === about.dataset.user) {
      adopt(state);
      return;
    }
    close();
    window.mapSignIn();
  }

  async function stay() {
    told = Date.now();
    const { CSRF_HEADER_NAME, CSRF_TOKEN } = window.wagtailConfig;
    const headers = { [CSRF_HEADER_NAME]: CSRF_TOKEN, "X-Requested-With": "XMLHttpRequest" };
    try {
      const answer = await fetch(STAY, { method: "POST", headers });
      if (!answer.ok) throw new TypeError("Not taken");
      const state = await answer.json();
      if (String(state.user) !== about.dataset.user) throw new TypeError("Signed out");
      adopt(state);
    } catch {
      look();
    }
  }

  function notice() {
    if (!dialog && Date.now() - told >= MINUTE) stay();
  }

  for (const name of ["keydown", "pointerdown", "input"]) document.addEventListener(name, notice, { capture: true, passive: true });
  document.addEventListener("map:session", ({ detail }) => adopt(detail));
  document.addEventListener("visibilitychange", () => { if (!document.hidden && Date.now() > ends - WARN) look(); });
  window.addEventListener("pageshow", ({ persisted }) => { if (persisted) look(); });
  wait();
})();
