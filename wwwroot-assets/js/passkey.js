// Shows the passkey form where the browser has passkeys, and asks the browser for one when it is sent. The server does the rest; without this
// file the form stays hidden and the password works.
export function passkey(form) {
  const method = form.dataset.passkey === "create" ? "parseCreationOptionsFromJSON" : "parseRequestOptionsFromJSON";
  if (typeof window.PublicKeyCredential?.[method] !== "function") return;
  form.hidden = false;
  document.querySelectorAll("[data-passkey-none]").forEach((words) => { words.hidden = true; });
  const status = form.querySelector("[data-passkey-status]");

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    status.textContent = "";
    try {
      const answer = await fetch(form.dataset.options, { method: "POST", body: new FormData(form), redirect: "error" });
      if (!answer.ok) throw new Error(String(answer.status));
      const publicKey = PublicKeyCredential[method](await answer.json());
      const credential = form.dataset.passkey === "create" ? await navigator.credentials.create({ publicKey }) : await navigator.credentials.get({ publicKey });
      form.elements.credential.value = JSON.stringify(credential.toJSON());
      HTMLFormElement.prototype.submit.call(form);
    } catch (error) {
      status.textContent = error.name === "InvalidStateError" ? "This device already has a passkey for your account." : "Your device did not give a passkey. Try again, or sign in another way.";
    }
  });
}
