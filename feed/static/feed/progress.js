// While a form is being saved: how many of the pages that show the change are written.
(() => {
  const { progress: address } = document.currentScript.dataset;
  const PATIENCE = 1500;
  const PAUSE = 700;

  function makeStatus() {
    const box = document.createElement("div");
    box.className = "feed-progress";
    const words = document.createElement("p");
    words.setAttribute("role", "status");
    const bar = document.createElement("progress");
    bar.setAttribute("aria-label", "Pages written");
    box.append(words, bar);
    document.body.append(box);
    return { box, words, bar };
  }

  function tell(status, { done, total }) {
    status.bar.max = total;
    status.bar.value = done;
    const count = (number) => number.toLocaleString("en-GB");
    status.words.textContent =
      `Bringing every page up to date that shows this: ${count(done)} of ${count(total)}. ` +
      "Please keep this window open.";
  }

  async function ask() {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    return answer.ok ? (await answer.json()).progress : null;
  }

  function watch() {
    let status = null;
    const look = async () => {
      try {
        const now = await ask();
        if (now) {
          status ??= makeStatus();
          tell(status, now);
        }
      } catch {
        // The page is about to be replaced; there is nobody left to tell.
      }
      setTimeout(look, PAUSE);
    };
    setTimeout(look, PATIENCE);
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const isSaving = form.method === "post" && !form.target && !event.defaultPrevented;
    if (isSaving) watch();
  });
})();
