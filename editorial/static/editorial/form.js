// The form of a page: what it still needs, what keeps it from its readers, and the way to
// each field. A way is written as on the server: “title”, “quotes.0.text”, “body.<id>.image”.
(() => {
  const OTHER_BUTTONS = "[data-comment-add], [data-panel-toggle], .w-panel__header *, button[class*=Draftail]";
  const CONTROLS = [
    "[role=textbox]", "[contenteditable=true]", "textarea:not([hidden])", "select",
    "input:not([type=hidden]):not([hidden])", "button",
  ].join();
  const data = (id) => JSON.parse(document.getElementById(id)?.textContent || "[]");
  const rowsOf = (name) => document.getElementById(`id_${name}-FORMS`);
  const make = (tag, classes, text) => {
    const element = document.createElement(tag);
    element.className = classes;
    element.textContent = text;
    return element;
  };

  // The part of the form that a way leads to, or as near to it as there is one.
  function find(way) {
    const names = way.split(".");
    if (rowsOf(names[0])) return findRow(...names);
    for (; names.length; names.pop()) {
      const found = document.querySelector(names.map((name) => `[data-contentpath="${CSS.escape(name)}"]`).join(" "));
      if (found) return found;
    }
    return null;
  }

  function findRow(relation, number, field) {
    const row = document.getElementById(`inline_child_${relation}-${number}`);
    const input = row && document.getElementsByName(`${relation}-${number}-${field}`)[0];
    return (input && input.closest("[data-field]")) || row || rowsOf(relation).closest(".w-panel__wrapper, [data-panel]");
  }

  const isUsable = (control) => !control.disabled && !control.matches(OTHER_BUTTONS);

  function controlOf(element) {
    const inside = [element, ...element.querySelectorAll(CONTROLS)];
    return inside.find((control) => control.matches(CONTROLS) && isUsable(control) && !control.closest("template"));
  }

  // Opens the tab, the folded panels and the dialog in which something stands.
  function reveal(element) {
    for (let around = element; around; around = around.parentElement?.closest("[role=tabpanel], .w-panel__content, .w-dialog")) {
      if (around === element || !around.id) continue;
      if (around.matches("[role=tabpanel]")) {
        document.querySelector(`[role=tab][aria-controls="${around.id}"], [role=tab][href="#${around.id}"]`)?.click();
      } else if (around.matches(".w-panel__content")) {
        document.querySelector(`[data-panel-toggle][aria-controls="${around.id}"][aria-expanded=false]`)?.click();
      } else {
        document.querySelector(`[data-a11y-dialog-show="${around.id}"]`)?.click();
      }
    }
  }

  const isInView = (element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  };

  // Editors and pictures above may still grow and push it away: then it is brought back,
  // for a second. Nothing grows when somebody scrolls, so nobody is held where they were.
  let leave = () => {};
  function scrollTo(element) {
    const block = element.offsetHeight > innerHeight / 2 ? "start" : "center";
    // At once: Wagtail's smooth way takes a second, and stops short where the page grows.
    const bring = () => element.scrollIntoView({ block, behavior: "instant" });
    const growth = new ResizeObserver(() => isInView(element) || bring());
    leave();
    leave = () => growth.disconnect();
    bring();
    growth.observe(element.closest("form") || document.body);
    setTimeout(() => growth.disconnect(), 1000);
    for (const own of ["wheel", "touchmove", "keydown"]) addEventListener(own, leave, { once: true, passive: true });
  }

  function goTo(element) {
    if (!element) return;
    reveal(element);
    const control = controlOf(element) || element;
    if (control === element && !element.matches(CONTROLS)) element.tabIndex = -1;
    // What was just opened may take a moment to be there.
    let tries = 20;
    const arrive = () => {
      control.focus({ preventScroll: true });
      if (document.activeElement !== control && (tries -= 1)) setTimeout(arrive, 50);
      else scrollTo(element);
    };
    arrive();
  }

  // Errors: beside the field, and in a summary at the top.
  let numbers = 0;

  function describe(control, id, isDescribed) {
    const ids = new Set((control.getAttribute("aria-describedby") || "").split(" ").filter(Boolean));
    ids[isDescribed ? "add" : "delete"](id);
    if (ids.size) control.setAttribute("aria-describedby", [...ids].join(" "));
    else control.removeAttribute("aria-describedby");
  }

  function mark({ way, sentence }) {
    const element = find(way);
    if (!element) return;
    const error = make("p", "error-message editorial-error", sentence);
    error.id = `editorial-error-${(numbers += 1)}`;
    const place = element.matches("[data-field]") && element.querySelector("[data-field-errors]");
    if (place) place.append(error);
    else (element.querySelector(":scope > .w-panel__content") || element).prepend(error);
    element.classList.add("w-field--error");
    const control = controlOf(element);
    if (control) describe(control, error.id, true);
    if (control && !control.matches("button")) control.setAttribute("aria-invalid", "true");
    element.addEventListener("input", () => unmark(element, control, error), { once: true });
    element.addEventListener("change", () => unmark(element, control, error), { once: true });
  }

  function unmark(element, control, error) {
    error.remove();
    if (control) describe(control, error.id, false);
    if (element.querySelector(".error-message")) return;
    control?.removeAttribute("aria-invalid");
    element.classList.remove("w-field--error");
  }

  const clean = (element) => element?.textContent.replace(/\*\s*$/, "").trim();

  // What the form calls the place of an error that the server put there.
  function labelAt(error) {
    const around = error.closest(".w-panel__wrapper, [data-inline-panel-child] .w-field__wrapper, .editorial-form .w-field__wrapper, [data-streamfield-block]");
    // Its own label; a block's stands before it.
    const field = clean([around, around?.parentElement].map((part) => part?.querySelector(".w-field__label")).find(Boolean));
    const headings = [];
    for (let panel = error.closest("[data-panel]"); panel; panel = panel.parentElement.closest("[data-panel]")) {
      const heading = clean(panel.querySelector(":scope > .w-panel__header [data-panel-heading-text]"));
      if (heading) headings.unshift(heading);
    }
    return [...headings.slice(-2), field].filter((label, at, all) => label && all.indexOf(label) === at).join(", ");
  }

  function errorsOfServer() {
    const errors = [...document.querySelectorAll(":is([data-edit-form], .editorial-form) .error-message")];
    return errors.filter((error) => clean(error)).map((error) => {
      const element = error.closest("[data-field], [data-inline-panel-child], [data-panel]");
      const control = element?.matches("[data-field]") && controlOf(element);
      error.id ||= `editorial-error-${(numbers += 1)}`;
      if (control) describe(control, error.id, true);
      return { label: labelAt(error), sentence: clean(error), element };
    });
  }

  function summarise(heading, lines) {
    const around = make("div", "editorial-summary nice-padding", "");
    const box = make("section", "editorial-obstacles", "");
    box.tabIndex = -1;
    box.setAttribute("aria-labelledby", "editorial-summary");
    const title = make("h2", "", heading);
    title.id = "editorial-summary";
    const list = document.createElement("ul");
    lines.forEach(({ way, label, sentence, element }) => {
      const link = make("a", "", "");
      link.href = `#:w:contentpath=${way || ""}`;
      if (label) link.append(make("strong", "", `${label}:`), " ");
      link.append(sentence);
      link.addEventListener("click", (event) => {
        event.preventDefault();
        goTo(element || find(way));
      });
      const item = document.createElement("li");
      item.append(element || find(way) ? link : sentence);
      list.append(item);
    });
    box.append(title, list);
    around.append(box);
    document.querySelector("[data-edit-form], .editorial-form").prepend(around);
    return box;
  }

  function showErrors() {
    const lines = data("editorial-lines");
    lines.forEach(mark);
    const found = lines.length ? lines : errorsOfServer();
    if (!found.length) return;
    const heading = lines.length ? "Before you can send it" : "There is a problem";
    const box = summarise(heading, found);
    const asked = new URLSearchParams(location.hash.split(":w:")[1] || "").get("contentpath");
    if (asked && find(asked)) goTo(find(asked));
    else box.focus();
  }

  // What is still needed, counted while one writes.
  const isThere = (element) => !element.closest("template, .deleted") && element.offsetParent !== null;
  const rowIsDeleted = (row) => row.querySelector("[name$=-DELETE]")?.value === "1";
  const holdsWords = (input) => (["checkbox", "radio"].includes(input.type) ? input.checked : Boolean(input.value.trim()));

  function rowIsFilled(row) {
    const inputs = [...row.querySelectorAll("input, textarea")].filter((input) => !/-(id|ORDER|DELETE)$/.test(input.name));
    return !rowIsDeleted(row) && inputs.some((input) => input.name && input.type !== "checkbox" && holdsWords(input));
  }

  function isFilled(name) {
    if (rowsOf(name)) return [...rowsOf(name).querySelectorAll("[data-inline-panel-child]")].some(rowIsFilled);
    const element = find(name);
    const blocks = element?.querySelector(`[name="${name}-count"]`);
    if (blocks) return [...element.querySelectorAll("[data-streamfield-child]")].some(isThere);
    const editor = element?.querySelector("[role=textbox]");
    if (editor) return Boolean(editor.innerText.trim());
    return [...document.getElementsByName(name)].some(holdsWords);
  }

  function isExcused({ unless: [name, value] }) {
    const field = name && document.querySelector(`[data-edit-form] :is(select[name="${name}"], [name="${name}"]:checked)`);
    return Boolean(field) && field.value === value;
  }

  function isMet(need) {
    return isExcused(need) || [need.field, ...need.instead].some(isFilled);
  }

  function markNeed(need) {
    const element = find(need.field);
    const around = element?.closest(".w-panel__wrapper, [data-panel]");
    const label = around?.querySelector(":scope > .w-field__label, :scope > .w-panel__header > .w-panel__heading");
    if (!label) return;
    need.mark = make("span", "editorial-needed", "");
    need.mark.id = `editorial-needed-${need.field}`;
    label.after(need.mark);
    const control = controlOf(element);
    if (control) describe(control, need.mark.id, true);
  }

  function showNeeds(needs) {
    const box = document.querySelector("[data-editorial-needs]");
    if (!box) return;
    const open = needs.filter((need) => !isMet(need));
    needs.forEach((need) => {
      const isOpen = open.includes(need);
      const words = isExcused(need) ? "" : isOpen ? "Needed before you send" : "Needed, and there";
      if (!need.mark || need.mark.textContent === words) return;
      need.mark.textContent = words;
      need.mark.classList.toggle("is-met", !isOpen);
    });
    const said = open.length ? `${open.length} still needed` : "All that is needed is there";
    const count = box.querySelector("[data-editorial-count]");
    box.hidden = false;
    if (count.textContent === said) return;
    if (count.textContent) document.querySelector("[data-editorial-said]").textContent = said;
    count.textContent = said;
    box.classList.toggle("is-met", !open.length);
    box.querySelector("ul").replaceChildren(...open.map((need) => {
      const link = make("a", "", need.label);
      link.href = `#:w:contentpath=${need.field}`;
      link.addEventListener("click", (event) => {
        event.preventDefault();
        box.open = false;
        goTo(find(need.field));
      });
      const item = document.createElement("li");
      item.append(link);
      return item;
    }));
  }

  function countNeeds() {
    const needs = data("editorial-needs");
    const form = document.querySelector("[data-edit-form]");
    if (!needs.length || !form) return;
    needs.forEach(markNeed);
    let timer;
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(() => showNeeds(needs), 200);
    };
    ["input", "change", "click"].forEach((event) => form.addEventListener(event, soon));
    new MutationObserver(soon).observe(form, { childList: true, subtree: true, characterData: true });
    showNeeds(needs);
  }

  // Editors of rich text have no name of their own for whoever cannot see the label.
  function nameEditors() {
    const form = document.querySelector("[data-edit-form]");
    if (!form) return;
    const name = () => form.querySelectorAll("[role=textbox]:not([aria-label], [aria-labelledby])").forEach((editor) => {
      const label = labelAt(editor);
      if (label) editor.setAttribute("aria-label", label);
    });
    let timer;
    new MutationObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(name, 200);
    }).observe(form, { childList: true, subtree: true });
    name();
  }

  window.addEventListener("load", () => {
    nameEditors();
    countNeeds();
    showErrors();
  });
})();
