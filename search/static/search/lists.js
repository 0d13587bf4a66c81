// Lists that change in place. Without JavaScript the form is sent and the page loads anew.
const list = document.querySelector("[data-list]");
const form = document.getElementById("list");
const PARTS = ["list-facets", "list-main"];

if (list && form) {
  let latest = 0;
  // What only a page without JavaScript needs.
  list.classList.add("map-list--live");

  // What is unfolded, and where the reader is, stay as they are.
  const state = () => ({
    open: [...list.querySelectorAll("details[id]")].filter((one) => one.open).map((one) => one.id),
    folded: list.querySelector(".map-fold")?.open,
    focus: document.activeElement?.id,
  });

  const restore = (before) => {
    for (const one of list.querySelectorAll("details[id]")) {
      one.open = before.open.includes(one.id) || one.open;
    }
    const fold = list.querySelector(".map-fold");
    if (fold && before.folded) fold.open = true;
    const field = before.focus && document.getElementById(before.focus);
    (field || document.activeElement).focus({ preventScroll: true });
  };

  const load = async (address, remember = true) => {
    const own = ++latest;
    list.setAttribute("aria-busy", "true");
    try {
      const response = await fetch(address, { headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      if (own !== latest) return;
      if (!response.ok || !page.querySelector("[data-list]")) throw new Error("no list");
      const before = state();
      const says = document.getElementById("list-says");
      for (const id of PARTS) {
        document.getElementById(id).innerHTML = page.getElementById(id).innerHTML;
      }
      // The same live region keeps its place, so that screen readers say what changed.
      const news = document.getElementById("list-says");
      says.textContent = news.textContent;
      news.replaceWith(says);
      document.title = page.title;
      const words = document.getElementById("list-words");
      if (document.activeElement !== words) words.value = page.getElementById("list-words").value;
      if (remember) history.pushState({ list: true }, "", address);
      restore(before);
      document.dispatchEvent(new Event("list-changed"));
    } catch {
      if (own === latest) location.assign(address);
    } finally {
      if (own === latest) list.removeAttribute("aria-busy");
    }
  };

  const address = () => {
    const fields = [...new FormData(form)].filter(([, value]) => value !== "");
    const query = new URLSearchParams(fields).toString();
    return form.getAttribute("action") + (query ? `?${query}` : "");
  };

  document.addEventListener("change", (event) => {
    if (event.target.form === form && event.target.type !== "search") load(address());
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    load(address());
  });
  list.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-in-place]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    load(link.getAttribute("href")).then(() => {
      const says = document.getElementById("list-says");
      says.tabIndex = -1;
      says.focus({ preventScroll: true });
    });
  });
  window.addEventListener("popstate", () => load(location.href, false));
}
