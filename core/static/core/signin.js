// Lets a person sign in again over the form they are writing in, so that nothing is lost:
// whatever the form sends waits meanwhile, and goes out once more afterwards.
(() => {
  const { session: SESSION, login: LOGIN } = document.currentScript.dataset;
  const PAUSE = 60_000;
  const plain = window.fetch.bind(window);
  let asking = null;
  let declined = 0;

  // Who is signed in, with the mark that forms need; null for nobody. Throws without a site.
  async function session() {
    const headers = { "X-Requested-With": "XMLHttpRequest" };
    const answer = await plain(SESSION, { headers, cache: "no-store" });
    if (answer.status >= 500) throw new TypeError("No answer");
    return answer.ok ? answer.json() : null;
  }

  function adopt({ csrf }) {
    if (window.wagtailConfig) window.wagtailConfig.CSRF_TOKEN = csrf;
    document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((field) => { field.value = csrf; });
  }

  function renewed(init, { csrf }) {
    const headers = new Headers(init?.headers);
    if (headers.has(window.wagtailConfig.CSRF_HEADER_NAME)) headers.set(window.wagtailConfig.CSRF_HEADER_NAME, csrf);
    if (init?.body instanceof FormData) init.body.set("csrfmiddlewaretoken", csrf);
    return { ...init, headers };
  }

  const DIALOG = `
    <h2 class="w-h2" id="map-sign-in">Please sign in again</h2>
    <p>You were signed out meanwhile. What you typed is still here, and is saved as soon as you have signed in.</p>
    <p class="error-message" role="alert" hidden>That did not work. Please check your username and password.</p>
    <div></div>
    <p><button type="button" class="button button-secondary">Not now</button></p>`;

  async function fill(dialog, html) {
    const there = new DOMParser().parseFromString(html, "text/html").querySelector("form");
    const form = document.importNode(there, true);
    form.removeAttribute("data-controller");
    form.removeAttribute("data-action");
    form.querySelectorAll("a").forEach((link) => { link.target = "_blank"; });
    dialog.querySelector("div").replaceChildren(form);
    form.querySelector("input:not([type=hidden])").focus();
  }

  async function ask() {
    const address = `${LOGIN}?next=${encodeURIComponent(SESSION)}`;
    const dialog = document.createElement("dialog");
    dialog.className = "map-sign-in";
    dialog.setAttribute("aria-labelledby", "map-sign-in");
    dialog.innerHTML = DIALOG;
    document.body.append(dialog);
    dialog.showModal();
    await fill(dialog, await (await plain(address)).text());
    const state = await new Promise((done) => {
      dialog.addEventListener("close", () => done(null));
      dialog.querySelector(".button-secondary").addEventListener("click", () => dialog.close());
      dialog.addEventListener("submit", async (event) => {
        event.preventDefault();
        event.stopPropagation();
        const said = dialog.querySelector("[role=alert]");
        try {
          const answer = await plain(address, { method: "POST", body: new FormData(event.target) });
          if (answer.headers.get("Content-Type")?.includes("json")) return done(await answer.json());
          await fill(dialog, await answer.text());
        } catch {
          said.textContent = "The site cannot be reached at the moment. Please try again.";
        }
        said.hidden = false;
        return null;
      });
    });
    dialog.remove();
    if (!state) declined = Date.now();
    return state;
  }

  async function signedIn() {
    return (await session()) ?? (asking ??= ask().finally(() => { asking = null; }));
  }

  const isSignIn = (answer) => answer.redirected && new URL(answer.url).pathname === LOGIN;

  window.fetch = async (input, init) => {
    const answer = await plain(input, init);
    if (!document.querySelector("[data-edit-form]") || !(isSignIn(answer) || answer.status === 403)) return answer;
    if (Date.now() - declined < PAUSE) return answer;
    const state = await signedIn();
    if (!state) return answer;
    adopt(state);
    return plain(input, renewed(init, state));
  };

  // A button of the form sends it away from the page: only if somebody is there to take it.
  const asked = new WeakSet();
  async function send(form, button) {
    let state = null;
    try {
      state = await signedIn();
    } catch {
      form.dispatchEvent(new CustomEvent("map:unreachable", { bubbles: true }));
    }
    button?.classList.remove("button-longrunning-active");
    if (button) button.disabled = false;
    if (!state) return;
    adopt(state);
    asked.add(form);
    form.requestSubmit(button);
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("#page-edit-form") || asked.delete(form)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    send(form, event.submitter);
  }, true);

  window.mapSession = session;
})();
