// Counts words while somebody writes. Without it the count stands there once it is saved.
for (const place of document.querySelectorAll("[data-words-of]")) {
  const field = document.getElementById(place.dataset.wordsOf);
  const count = () => {
    const words = field.value.trim().split(/\s+/).filter(Boolean).length;
    place.textContent = words ? `You have written ${words}.` : "";
  };
  field.addEventListener("input", count);
}
