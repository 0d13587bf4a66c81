// Counts what a field holds while one writes: its words where the template has a limit
// ([data-word-most] on the panel), its characters where they near the most that fit.
(() => {
  const NEAR = 0.8;
  const words = (text) => (text.match(/\S+/g) || []).length;

  function inWords(text, { wordLeast, wordMost }) {
    const [count, least, most] = [words(text), Number(wordLeast), Number(wordMost)];
    if (count > most) return `${count} words: ${count - most} more than the template allows`;
    if (count < least && count > 0) return `${count} words of at least ${least}`;
    return `${count} of up to ${most} words`;
  }

  function inCharacters(text, { charactersMost }) {
    const [count, most] = [text.length, Number(charactersMost)];
    if (count > most) return `${count} characters: ${count - most} more than ${most}`;
    return count > most * NEAR ? `${count} of up to ${most} characters` : "";
  }

  function output(place) {
    const line = document.createElement("p");
    line.className = "help";
    line.setAttribute("role", "status");
    place.append(line);
    return line;
  }

  function watch(element, place, read, sentence) {
    if (element.dataset.counted) return;
    element.dataset.counted = "true";
    const line = output(place);
    const show = () => {
      const text = read();
      const said = text === null ? "" : sentence(text, element.dataset);
      if (line.textContent !== said) line.textContent = said;
      line.hidden = !said;
    };
    new MutationObserver(show).observe(place, { childList: true, subtree: true, characterData: true });
    place.addEventListener("input", show);
    show();
  }

  function watchPanel(panel) {
    const editor = () => panel.querySelector(".public-DraftEditor-content, textarea:not([hidden])");
    const read = () => editor() && (editor().value ?? editor().innerText);
    watch(panel, panel, read, inWords);
  }

  function watchField(field) {
    const place = field.matches("input, textarea") ? field.parentElement : field;
    const read = () => (field.matches("input, textarea") ? field : field.querySelector("input, textarea"))?.value ?? null;
    watch(field, place, read, inCharacters);
  }

  function start(root) {
    root.querySelectorAll("[data-word-most]").forEach(watchPanel);
    root.querySelectorAll("[data-characters-most]").forEach(watchField);
  }

  document.addEventListener("DOMContentLoaded", () => start(document));
  // Rows are added while one writes.
  document.addEventListener("w-formset:added", () => start(document));
})();
