// Suggestions while typing: a combobox after the ARIA authoring practices (list
// autocomplete with manual selection). Without JavaScript it is a plain search field.
const SHORTEST = 2;
const PAUSE = 150;

for (const field of document.querySelectorAll("[data-suggest]")) {
  const id = `${field.id}-suggestions`;
  const box = document.createElement("ul");
  const status = document.createElement("p");
  let shown = [];
  let chosen = -1;
  let timer = 0;
  let latest = 0;

  Object.assign(box, { id, className: "map-suggest", hidden: true });
  box.setAttribute("role", "listbox");
  box.setAttribute("aria-label", "Suggestions");
  status.className = "nhsuk-u-visually-hidden";
  status.setAttribute("role", "status");
  field.parentElement.append(box, status);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-expanded", "false");
  field.setAttribute("aria-controls", id);

  const close = () => {
    latest += 1;
    clearTimeout(timer);
    box.hidden = true;
    chosen = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };

  const mark = (place) => {
    chosen = place;
    [...box.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === place)));
    if (place < 0) field.removeAttribute("aria-activedescendant");
    else {
      field.setAttribute("aria-activedescendant", box.children[place].id);
      box.children[place].scrollIntoView({ block: "nearest" });
    }
  };

  const option = (suggestion, place) => {
    const row = document.createElement("li");
    const kind = document.createElement("small");
    row.id = `${id}-${place}`;
    row.setAttribute("role", "option");
    row.setAttribute("aria-selected", "false");
    kind.textContent = suggestion.kind;
    row.append(suggestion.title, kind);
    row.addEventListener("mousedown", (event) => event.preventDefault());
    row.addEventListener("click", () => location.assign(suggestion.url));
    return row;
  };

  const show = (suggestions) => {
    shown = suggestions;
    box.replaceChildren(...suggestions.map(option));
    if (!suggestions.length) {
      close();
      status.textContent = "No suggestions.";
      return;
    }
    chosen = -1;
    box.hidden = false;
    field.setAttribute("aria-expanded", "true");
    field.removeAttribute("aria-activedescendant");
    const number = suggestions.length;
    status.textContent = number === 1 ? "1 suggestion." : `${number} suggestions.`;
  };

  const ask = async () => {
    const own = ++latest;
    const words = field.value.trim();
    if (words.length < SHORTEST) return close();
    try {
      const response = await fetch(`/search/suggestions/?q=${encodeURIComponent(words)}`);
      const answer = await response.json();
      if (own === latest && document.activeElement === field) show(answer.suggestions);
    } catch {
      if (own === latest) close();
    }
  };

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  field.addEventListener("blur", close);
  field.form.addEventListener("submit", close);
  field.addEventListener("keydown", (event) => {
    const last = shown.length - 1;
    if (event.key === "Escape" && !box.hidden) {
      event.preventDefault();
      close();
    } else if (box.hidden) {
      if (event.key === "ArrowDown") ask();
    } else if (event.key === "ArrowDown") {
      event.preventDefault();
      mark(chosen === last ? -1 : chosen + 1);
    } else if (event.key === "ArrowUp") {
      event.preventDefault();
      mark(chosen === -1 ? last : chosen - 1);
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      location.assign(shown[chosen].url);
    }
  });
}
