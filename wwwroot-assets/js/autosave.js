// Saves a draft's answer a moment after typing stops, says when, and keeps it on this device until the server has it: a lost connection, a
// time-out or a closed tab loses nothing. Without this file the buttons do the saving, and the server holds what is sent after a time-out.
const Pause = 2500;
const Retry = 10000;

const isTyped = (name) => Boolean(name) && !name.startsWith("__") && !name.endsWith("Version");
const fieldsOf = (form) => [...new FormData(form)].filter(([name, value]) => isTyped(name) && typeof value === "string").map(([name, value]) => [name, value.replaceAll("\r\n", "\n").trim()]);
const textOf = (form) => JSON.stringify(fieldsOf(form));

const Sent = "draft-sent";
const keyOf = (form) => `draft:${form.getAttribute("action") ?? location.pathname}`;

// The server has accepted the form when the page does not show it again, or says that it was saved: delete the local copy.
export function settle(forms) {
  try {
    const sent = sessionStorage.getItem(Sent);
    if (sent === null) return;
    sessionStorage.removeItem(Sent);
    const taken = document.querySelector(".govuk-notification-banner--success") !== null || ![...forms].some((form) => keyOf(form) === sent);
    if (taken) localStorage.removeItem(sent);
  } catch { /* no store */ }
}

export function autosave(form) {
  const status = form.querySelector("[data-autosave-status]");
  const key = keyOf(form);
  // Without a save address, typed text is only kept on this device.
  const address = form.dataset.autosave;
  let saved = textOf(form);
  let timer;
  let sending = null;

  const keep = () => {
    try { localStorage.setItem(key, textOf(form)); } catch { /* a full or forbidden store: the server still has what was saved */ }
  };
  const forget = () => {
    try { localStorage.removeItem(key); } catch { /* nothing was kept */ }
  };

  function send() {
    if (!address || sending || textOf(form) === saved) return;
    sending = post().finally(() => {
      sending = null;
      if (textOf(form) !== saved && timer === undefined) timer = setTimeout(send, Pause);
    });
  }

  async function post() {
    const text = textOf(form);
    try {
      const answer = await fetch(address, { method: "POST", body: new FormData(form), redirect: "error" });
      if (!answer.ok) throw new Error(String(answer.status));
      const { version, message } = await answer.json();
      status.textContent = message;
      if (version !== undefined) {
        form.querySelector("[name$=Version]").value = version;
        saved = text;
        if (textOf(form) === text) forget();
      }
    } catch {
      status.textContent = "Not saved yet: no connection, or you were signed out. What you typed is kept on this device. Keep this page open, or sign in again and come back to it.";
      timer = setTimeout(send, Retry);
    }
  }

  form.addEventListener("input", () => {
    keep();
    clearTimeout(timer);
    timer = setTimeout(() => { timer = undefined; send(); }, Pause);
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    // A pending save changes the version; submitted now, the form would be refused as if a colleague had changed it.
    if (sending) {
      event.preventDefault();
      sending.then(() => form.requestSubmit(event.submitter));
      return;
    }
    try { sessionStorage.setItem(Sent, key); } catch { /* no store */ }
  });
  window.addEventListener("online", send);

  // Text typed on this device never reached the server: offer it, but do not insert it automatically.
  let kept = null;
  try { kept = localStorage.getItem(key); } catch { /* no store */ }
  if (kept === null || kept === saved) forget();
  else {
    const offer = document.createElement("div");
    offer.className = "govuk-inset-text";
    offer.innerHTML = "<p class=\"govuk-body\">You typed something here that was not saved.</p>";
    const button = Object.assign(document.createElement("button"), { type: "button", className: "govuk-button govuk-button--secondary", textContent: "Restore what I typed" });
    button.addEventListener("click", () => {
      const values = JSON.parse(kept);
      for (const control of form.elements) {
        if (!isTyped(control.name) || control.type === "hidden") continue;
        const mine = values.filter(([name]) => name === control.name).map(([, value]) => value);
        if (control.type === "checkbox" || control.type === "radio") control.checked = mine.includes(control.value);
        else if (mine.length > 0) control.value = mine[0];
      }
      offer.remove();
      form.dispatchEvent(new Event("input", { bubbles: true }));
    });
    offer.append(button);
    form.before(offer);
  }
}
