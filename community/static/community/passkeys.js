// Asks the browser for a passkey, and sends what it answers. Without JavaScript, or where
// the browser has no passkeys, the forms stay hidden and codes do the same.
(() => {
  const form = document.querySelector("[data-passkey]");
  if (!form || !window.PublicKeyCredential?.parseCreationOptionsFromJSON) return;
  const kind = form.dataset.passkey;
  const error = form.querySelector("[role=alert]");
  const told = JSON.parse(document.getElementById("passkey-options").textContent);
  form.hidden = false;
  document.querySelectorAll("[data-with-passkey]").forEach((part) => { part.hidden = false; });
  document.querySelectorAll("[data-without-passkey]").forEach((part) => { part.hidden = true; });

  const asked = () => (kind === "create"
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(told) })
    : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(told) }));

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    error.hidden = true;
    try {
      const credential = await asked();
      form.elements.credential.value = JSON.stringify(credential.toJSON());
      form.submit();
    } catch (problem) {
      error.textContent = problem.name === "InvalidStateError"
        ? "This one is set up already."
        : "That did not work, or it was stopped. You can try again, or use a code.";
      error.hidden = false;
    }
  });
})();
