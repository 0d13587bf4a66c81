// Keeps what is typed into a page's form in this browser until the site has it, offers it
// again when it never got there, and asks before somebody leaves words behind.
(() => {
  const KEPT = "mapcms-draft:";
  const DAYS = 30;
  const NUDGE = 2_500;
  const RETRY = 15_000;
  const LEFT_OUT = /^(csrfmiddlewaretoken|next|loaded_revision_id|loaded_revision_created_at|comments-.*)$/;

  let form;
  let key;
  let baseline = null;
  let sent = null;
  let stored = null;
  let changed = 0;
  let tried = 0;
  let keptBack = false;
  let isLeaving = false;

  const entries = () => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !LEFT_OUT.test(name));
  const snapshot = () => JSON.stringify(entries());
  const loaded = () => form.elements.namedItem("loaded_revision_created_at")?.value ?? "";
  const isDirty = () => keptBack || (baseline !== null && snapshot() !== baseline);

  function withUpdates(text, updates) {
    return JSON.stringify(JSON.parse(text).map(([name, value]) => [name, updates[name] ?? value]));
  }

  function read(name) {
    try {
      return JSON.parse(localStorage.getItem(name));
    } catch {
      return null;
    }
  }

  function keep(more = {}) {
    if (!key || baseline === null) return;
    if (!isDirty()) {
      localStorage.removeItem(key);
      stored = null;
      return;
    }
    const text = snapshot();
    if (text === stored && !more.wasSent) return;
    if (text !== stored) changed = Date.now();
    stored = text;
    const id = form.elements.namedItem("loaded_revision_id")?.value ?? "";
    const copy = { at: Date.now(), loaded: loaded(), id, entries: entries(), ...more };
    try {
      localStorage.setItem(key, JSON.stringify(copy));
    } catch {
      say("full", "This browser has no room left to keep what you type. Please save now and then.");
    }
  }

  function say(name, sentence, ...buttons) {
    const old = document.querySelector(`.map-notice[data-about=${name}]`);
    old?.remove();
    if (!sentence) return;
    const box = document.createElement("div");
    box.className = "map-notice";
    box.dataset.about = name;
    box.setAttribute("role", "status");
    const line = document.createElement("p");
    line.textContent = sentence;
    box.append(line, ...buttons);
    notices().append(box);
  }

  function notices() {
    const there = document.querySelector(".map-notices");
    if (there) return there;
    const place = document.createElement("div");
    place.className = "map-notices";
    document.body.append(place);
    return place;
  }

  function button(label, act, isSecond) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = `button button-small${isSecond ? " button-secondary" : ""}`;
    made.textContent = label;
    made.addEventListener("click", act);
    return made;
  }

  // The site keeps any draft, so what was kept here is sent there and comes back as a form.
  function putBack(name, copy) {
    const sender = document.createElement("form");
    sender.method = "post";
    sender.action = form.action;
    const token = form.elements.namedItem("csrfmiddlewaretoken").value;
    const mark = [["csrfmiddlewaretoken", token]];
    if (copy.id) mark.push(["loaded_revision_id", copy.id], ["loaded_revision_created_at", copy.loaded]);
    for (const [field, value] of [...copy.entries, ...mark]) {
      const input = document.createElement("textarea");
      [input.name, input.value] = [field, value];
      sender.append(input);
    }
    sender.hidden = true;
    document.body.append(sender);
    localStorage.setItem(name, JSON.stringify({ ...copy, wasSent: true }));
    sessionStorage.setItem("mapcms-sent", name);
    isLeaving = true;
    sender.submit();
  }

  function offer(name, copy) {
    const at = new Date(copy.at).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" });
    const sentence = `This browser holds words of this page that did not reach the site. You wrote them on ${at}.`;
    const away = () => {
      localStorage.removeItem(name);
      say("offer");
    };
    say("offer", sentence, button("Put them back", () => putBack(name, copy)), button("Throw them away", away, true));
  }

  // Copies that open tabs are writing to belong to those.
  async function inUse() {
    const state = await navigator.locks?.query();
    return new Set(state?.held.map((lock) => lock.name));
  }

  function isThere(copy) {
    const came = form.dataset.wUnsavedForceValue === "true" || copy.loaded !== loaded();
    return (copy.wasSent && came) || JSON.stringify(copy.entries) === snapshot();
  }

  async function lookForCopies(user) {
    const start = `${KEPT}${user}:`;
    const own = await inUse();
    const justSent = sessionStorage.getItem("mapcms-sent");
    sessionStorage.removeItem("mapcms-sent");
    const fromForm = document.referrer && new URL(document.referrer).pathname;
    for (const name of Object.keys(localStorage).filter((one) => one.startsWith(KEPT))) {
      const copy = read(name);
      const path = name.slice(start.length).split(":")[0];
      const isOld = !copy || Date.now() - copy.at > DAYS * 86_400_000;
      const wasNew = name === justSent && path === fromForm && path !== location.pathname;
      const isHere = name.startsWith(start) && path === location.pathname && (name === justSent || !own.has(name));
      if (isOld || wasNew || (isHere && isThere(copy))) localStorage.removeItem(name);
      else if (isHere) offer(name, copy);
    }
  }

  async function begin() {
    const { user } = (await window.mapSession()) ?? {};
    if (!user) return;
    await lookForCopies(user);
    key = `${KEPT}${user}:${location.pathname}:${Math.random().toString(36).slice(2)}`;
    navigator.locks?.request(key, () => new Promise(() => {}));
    keep();
  }

  function told(updates) {
    document.querySelectorAll(".map-kept-back").forEach((line) => line.remove());
    form.querySelectorAll(".w-field__errors").forEach((place) => place.replaceChildren());
    keptBack = Object.keys(updates).length > 0;
    for (const [id, sentence] of Object.entries(updates)) {
      const field = document.getElementById(id) ?? document.querySelector(`[name="${id.replace(/^id_/, "")}"]`);
      const line = document.createElement("p");
      line.className = "error-message map-kept-back";
      line.textContent = `Not saved: ${sentence}`;
      (field?.closest(".w-field__wrapper") ?? form).append(line);
    }
    say("kept", keptBack && "Saved, except for what is marked in red. What stood there before is kept.");
  }

  function onSuccess({ detail: { response } }) {
    say("trouble");
    told(response.kept_back ?? {});
    if (sent !== null) baseline = withUpdates(sent, response.field_updates ?? {});
    const old = key;
    if (response.url && key) key = key.replace(/:[^:]*:([^:]*)$/, `:${new URL(response.url, location).pathname}:$1`);
    if (old !== key) localStorage.removeItem(old);
    keep();
  }

  function onError({ detail: { type } }) {
    const lost = type === "network_error" || type === "server_error";
    if (lost) unreachable();
    keep();
  }

  function unreachable() {
    say("trouble", "The site cannot be reached at the moment. What you type is kept in this browser, and saved as soon as the site answers.");
    keep();
  }

  // Wagtail begins to look two seconds after a page is there, and gives up after some faults.
  function nudge() {
    keep();
    const now = Date.now();
    const isNews = changed > tried;
    if (keptBack && !isNews) return;
    if (!isDirty() || now - changed < NUDGE || (!isNews && now - tried < RETRY)) return;
    tried = now;
    form.dispatchEvent(new CustomEvent("w-unsaved:add", { bubbles: true, cancelable: true, detail: { type: "edits" } }));
  }

  function watch() {
    const before = () => { baseline ??= snapshot(); };
    for (const name of ["keydown", "pointerdown", "beforeinput", "paste", "drop", "w-unsaved:watch-edits"]) form.addEventListener(name, before, true);
    form.addEventListener("input", () => setTimeout(keep, 50));
    setInterval(nudge, 500);
    document.addEventListener("w-autosave:save", () => { [sent, tried] = [snapshot(), Date.now()]; });
    document.addEventListener("w-autosave:success", onSuccess);
    document.addEventListener("w-autosave:error", onError);
    document.addEventListener("map:unreachable", unreachable);
    form.addEventListener("submit", () => {
      isLeaving = true;
      keep({ wasSent: true });
      sessionStorage.setItem("mapcms-sent", key);
    });
    window.addEventListener("beforeunload", (event) => {
      keep(isLeaving ? { wasSent: true } : {});
      if (!isLeaving && isDirty()) event.preventDefault();
    });
    window.addEventListener("pageshow", ({ persisted }) => { if (persisted) isLeaving = false; });
  }

  document.addEventListener("DOMContentLoaded", () => {
    form = document.getElementById("page-edit-form");
    if (!form) return;
    const { pathname } = new URL(form.action);
    if (pathname !== location.pathname && !/\/revert\/$/.test(location.pathname)) history.replaceState(null, "", pathname);
    if (form.dataset.wUnsavedForceValue === "true") [baseline, keptBack] = ["", true];
    watch();
    begin();
  });
})();
