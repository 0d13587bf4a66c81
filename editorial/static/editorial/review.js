// The review of a text: the way to the decision, tabs, and a frame that waits to be asked.
(() => {
  const desk = document.querySelector(".editorial-desk");
  if (!desk) return;

  // The skip link stands right behind Wagtail's own, before the menu.
  const skip = document.querySelector("[data-editorial-skip]");
  const decision = document.getElementById("decision");
  document.querySelector("body > .skiplink")?.after(skip);
  skip.addEventListener("click", (event) => {
    event.preventDefault();
    decision.focus();
    decision.scrollIntoView({ behavior: "instant" });
  });

  const tabs = [...desk.querySelectorAll("[role=tab]")];
  function choose(tab) {
    desk.dataset.show = tab.dataset.show;
    tabs.forEach((other) => {
      other.setAttribute("aria-selected", String(other === tab));
      other.tabIndex = other === tab ? 0 : -1;
    });
  }
  tabs.forEach((tab, at) => {
    tab.addEventListener("click", () => choose(tab));
    tab.addEventListener("keydown", ({ key }) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
      if (!step) return;
      const next = tabs[(at + step + tabs.length) % tabs.length];
      choose(next);
      next.focus();
    });
  });

  const around = desk.querySelector("[data-editorial-frame]");
  const frame = around.querySelector("iframe");
  const wake = () => { frame.inert = false; };
  ["pointerenter", "pointerdown", "touchstart"].forEach((event) => around.addEventListener(event, wake, { passive: true }));
  around.addEventListener("pointerleave", () => { frame.inert = document.activeElement !== frame; });
  frame.addEventListener("blur", () => { frame.inert = true; });
  desk.querySelector("[data-editorial-enter]").addEventListener("click", () => {
    wake();
    frame.focus();
  });

  // What is in the way of the text itself comes first after a refusal.
  window.addEventListener("load", () => desk.querySelector("[data-editorial-focus]")?.focus());
})();
