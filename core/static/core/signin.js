// Lets a person sign in again over the screen they work on, so that nothing is lost:
// whatever the screen sends waits meanwhile, and goes out once more afterwards.
(() => {
  const { session: SESSION, login: LOGIN, logout: LOGOUT, back: BACK } = document.currentScript.dataset;
  const PAUSE = 60_000;
  const LOOK = 2_000;
  const LOOK_SELDOM = 30_000;
  // Only screens of somebody who is signed in say so; the sign-in page does not.
  const about = document.querySelector("meta[name=map-session]");
  const plain = window.fetch.bind(window);
  const tabs = new BroadcastChannel("map-session");
  let asking = null;
  let declined = 0;

  // Who is signed in, with the mark that forms need; null for nobody. Throws without a site.
  async function session() {
    const headers = { "X-Requested-With": "XMLHttpRequest" };
    const answer = await plain(SESSION, { headers, cache: "no-store" });
    if (!answer.ok) throw new TypeError("No answer");
    const state = await answer.json();
    return state.user ? state : null;
  }

  const isWriter = (state) => String(state?.user) === about.dataset.user;

  function adopt(state) {
    if (window.wagtailConfig) window.wagtailConfig.CSRF_TOKEN = state.csrf;
    document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((field) => { field.value = state.csrf; });
    document.dispatchEvent(new CustomEvent("map:session", { detail: state }));
  }

  function renewed(init, { csrf }) {
    const name = window.wagtailConfig.CSRF_HEADER_NAME;
    const headers = new Headers(init?.headers);
    if (headers.has(name)) headers.set(name, csrf);
    const isForm = init?.body instanceof FormData || init?.body instanceof URLSearchParams;
    if (isForm && init.body.has("csrfmiddlewaretoken")) init.body.set("csrfmiddlewaretoken", csrf);
    return { ...init, headers };
  }

  const DIALOG = `
    <h2 class="w-h2" id="map-sign-in">Please sign in again</h2>
    <p>You were signed out. What you typed is still here, and goes on once you have signed in.</p>
    <p class="error-message" role="alert" hidden></p>
    <iframe title="Sign in"></iframe>
    <p><a target="_blank">Sign in in a new tab instead</a></p>
    <p>
      <button type="button" class="button" data-way="out" hidden>Sign out, and sign in again</button>
      <button type="button" class="button button-secondary" data-way="later">Not now</button>
    </p>`;

  function open() {
    const dialog = document.createElement("dialog");
    dialog.className = "map-sign-in";
    dialog.setAttribute("aria-labelledby", "map-sign-in");
    dialog.innerHTML = DIALOG;
    const address = `${LOGIN}?next=${encodeURIComponent(BACK)}`;
    dialog.querySelector("a").href = address;
    dialog.querySelector("iframe").src = address;
    document.body.append(dialog);
    dialog.showModal();
    return dialog;
  }

  // The site's own page stands in the frame, with however many steps it has. Where a browser
  // shows no frames there is the link.
  function fit(dialog) {
    const frame = dialog.querySelector("iframe");
    const inner = frame.contentDocument;
    frame.hidden = !inner?.querySelector("form, main");
    if (frame.hidden) return;
    inner.documentElement.classList.add("map-in-frame");
    inner.querySelectorAll("a").forEach((link) => { link.target = "_blank"; });
    inner.addEventListener("keydown", ({ key }) => { if (key === "Escape") dialog.close(); });
    frame.style.blockSize = `${inner.documentElement.scrollHeight}px`;
    inner.querySelector("input:not([type=hidden])")?.focus();
  }

  // Another person's session is no leave to send this one's words.
  function tellOfAnother(dialog, state) {
    const said = dialog.querySelector("[role=alert]");
    const isAnother = Boolean(state);
    if (said.hidden !== isAnother) return;
    said.textContent = isAnother
      ? `You are signed in as ${state.name} now. ${about.dataset.name} wrote what stands here, so it is not sent.`
      : "";
    said.hidden = !isAnother;
    dialog.querySelector("[data-way=out]").hidden = !isAnother;
    dialog.querySelector("iframe").hidden = isAnother;
    if (isAnother) dialog.querySelector("[data-way=out]").focus();
  }

  async function signOut(dialog) {
    const state = await session().catch(() => null);
    if (state) await plain(LOGOUT, { method: "POST", body: new URLSearchParams({ csrfmiddlewaretoken: state.csrf }) });
    tellOfAnother(dialog, null);
    dialog.querySelector("iframe").src = dialog.querySelector("a").href;
  }

  async function ask() {
    const before = document.activeElement;
    const dialog = open();
    const ended = new AbortController();
    const whileOpen = { signal: ended.signal };
    let pause = LOOK;
    const state = await new Promise((done) => {
      const look = async () => {
        if (document.hidden) return;
        const now = await session().catch(() => null);
        if (isWriter(now)) done(now);
        else if (dialog.isConnected) tellOfAnother(dialog, now);
      };
      const lookNowAndThen = async () => {
        if (ended.signal.aborted) return;
        await look();
        pause = Math.min(pause * 1.2, LOOK_SELDOM);
        setTimeout(lookNowAndThen, pause);
      };
      setTimeout(lookNowAndThen, pause);
      tabs.addEventListener("message", look, whileOpen);
      document.addEventListener("visibilitychange", look, whileOpen);
      dialog.querySelector("iframe").addEventListener("load", () => { fit(dialog); look(); });
      dialog.querySelector("[data-way=later]").addEventListener("click", () => dialog.close());
      dialog.querySelector("[data-way=out]").addEventListener("click", () => signOut(dialog));
      dialog.addEventListener("close", () => done(null));
    });
    ended.abort();
    dialog.remove();
    before?.focus();
    if (!state) declined = Date.now();
    else tabs.postMessage("back");
    return state;
  }

  // The person who wrote this, with the mark for forms: at once, or when they are back.
  async function signedIn() {
    const state = await session();
    if (!about || isWriter(state)) return state;
    return (asking ??= ask().finally(() => { asking = null; }));
  }

  async function askUnlessDeclined() {
    if (!about || Date.now() - declined < PAUSE) return null;
    const state = await signedIn().catch(() => null);
    if (state) adopt(state);
    return state;
  }

  const isRefused = (url, status) => status === 403 || (url && new URL(url).pathname === LOGIN);

  window.fetch = async (input, init) => {
    const answer = await plain(input, init);
    if (!isRefused(answer.redirected && answer.url, answer.status)) return answer;
    const state = await askUnlessDeclined();
    return state ? plain(input, renewed(init, state)) : answer;
  };

  // Choosers and uploads ask in the old way; what they sent is sent again by the person.
  const { send: sendRequest } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.send = function send(...args) {
    this.addEventListener("load", () => { if (isRefused(this.responseURL, this.status)) askUnlessDeclined(); });
    return sendRequest.apply(this, args);
  };

  // A button of a form sends it away from the page: only if somebody is there to take it.
  const asked = new WeakSet();
  const AWAY = "The site cannot be reached at the moment. What you typed is still here; please try again.";

  function tellUnreachable(form) {
    form.dispatchEvent(new CustomEvent("map:unreachable", { bubbles: true }));
    const detail = { text: AWAY, type: "error", clear: true };
    if (form.id !== "page-edit-form") document.dispatchEvent(new CustomEvent("w-messages:add", { detail }));
  }

  async function send(form, button) {
    let state = null;
    try {
      state = await signedIn();
    } catch {
      tellUnreachable(form);
    }
    button?.classList.remove("button-longrunning-active");
    if (button) button.disabled = false;
    if (!state) return;
    adopt(state);
    asked.add(form);
    form.requestSubmit(button);
  }

  function goesAway(form, button) {
    const isSent = form.matches("[method=post i]:not([target])") && !button?.hasAttribute("formtarget");
    return isSent && new URL(form.action || location, location).pathname !== LOGOUT;
  }

  document.addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    if (!about || asked.delete(form) || !goesAway(form, submitter)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    send(form, submitter);
  }, true);

  // Somebody signed in again in another tab: this one's forms need the new mark, too.
  tabs.addEventListener("message", async () => {
    const state = about && (await session().catch(() => null));
    if (isWriter(state)) adopt(state);
  });

  window.mapSession = session;
  window.mapSignIn = askUnlessDeclined;
})();
