// Counts the words of a field whose template has a limit: [data-word-most] on its panel.
(() => {
  const count = (text) => (text.match(/\S+/g) || []).length;

  function sentence(words, least, most) {
    if (words > most) return `${words} words: ${words - most} more than the template allows`;
    if (words < least && words > 0) return `${words} words of at least ${least}`;
    return `${words} of up to ${most} words`;
  }

  function watch(panel) {
    if (panel.dataset.wordsWatched) return;
    panel.dataset.wordsWatched = "true";
    const { wordMost, wordLeast } = panel.dataset;
    const output = document.createElement("p");
    output.className = "help";
    output.setAttribute("role", "status");
    panel.append(output);
    const show = () => {
      const editor = panel.querySelector(".public-DraftEditor-content, textarea:not([hidden])");
      if (!editor) return;
      const words = count(editor.value ?? editor.innerText);
      const text = sentence(words, Number(wordLeast), Number(wordMost));
      if (output.textContent !== text) output.textContent = text;
    };
    new MutationObserver(show).observe(panel, { childList: true, subtree: true, characterData: true });
    panel.addEventListener("input", show);
    show();
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-word-most]").forEach(watch);
  });
})();
