// Saves a draft a moment after typing stops, says when, and keeps it on this device until the server says that it has it: a lost connection, a
// time-out or a closed tab loses nothing. A person's text is theirs alone: on a shared device nobody else gets it, and it goes when they sign out.
// Without this file the buttons do the saving, and the server holds what is sent after a time-out.
const Pause = 1500;
const Retry = 10000;
const Sent = "draft-sent";

const isTyped = (name) => Boolean(name) && !name.startsWith("__") && !name.endsWith("Version");
const fieldsOf = (form) => [...new FormData(form)].filter(([name, value]) => isTyped(name) && typeof value === "string").map(([name, value]) => [name, value.replaceAll("\r\n", "\n").trim()]);
const textOf = (form) => JSON.stringify(fieldsOf(form));
const versionsOf = (form) => [...form.querySelectorAll("[name$=Version]")];
const versionOf = (form) => versionsOf(form).map((box) => box.value).join();

const person = () => document.querySelector("meta[name=app-person]")?.content ?? "";
const keyOf = (address) => `draft:${person()}:${address}`;

// A form is known by the address that it is sent to, whichever of its buttons sends it.
function addressOf(form) {
  const address = new URL(form.getAttribute("action") ?? location.href, location.href);
  const query = [...address.searchParams].filter(([name]) => name !== "handler").map((pair) => pair.join("="));
  return [decodeURIComponent(address.pathname), ...query].join("&");
}

function read(store, key) {
  try {
    return JSON.parse(store.getItem(key));
  } catch {
    return null; // no store, or not our text
  }
}

// What the server says that it has saved need not be kept on the device, unless more was typed meanwhile.
export function settle() {
  const saved = document.querySelector("meta[name=app-saved]")?.content;
  const sent = read(sessionStorage, Sent);
  if (saved === undefined || sent?.address !== saved) return;
  try {
    const key = keyOf(saved);
    if (read(localStorage, key)?.text === sent.text) localStorage.removeItem(key);
    sessionStorage.removeItem(Sent);
  } catch { /* no store */ }
}

// Signing out deletes what this person typed on this device and never sent, so the page names it first.
export function forgetOnSignOut(form) {
  const own = () => {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(keyOf("")));
    } catch {
      return []; // no store
    }
  };
  const unsent = own();
  if (unsent.length > 0) {
    const warning = document.createElement("div");
    warning.className = "govuk-inset-text";
    warning.setAttribute("role", "alert");
    warning.innerHTML = "<p class=\"govuk-body\">What you typed on these pages is not saved. It is only on this device, and signing out deletes it. Open each page to save it.</p><ul class=\"govuk-list govuk-list--bullet\"></ul>";
    for (const key of unsent) {
      const [path, ...query] = key.slice(keyOf("").length).split("&");
      const link = Object.assign(document.createElement("a"), { className: "govuk-link", href: encodeURI(path + (query.length > 0 ? `?${query.join("&")}` : "")), textContent: read(localStorage, key)?.title ?? path });
      const item = document.createElement("li");
      item.append(link);
      warning.querySelector("ul").append(item);
    }
    form.before(warning);
    form.querySelector("button").textContent = "Sign out and delete it";
  }
  form.addEventListener("submit", () => own().forEach((key) => localStorage.removeItem(key)));
}

export function autosave(form) {
  const status = form.querySelector("[data-autosave-status]") ?? Object.assign(document.createElement("p"), { role: "status", className: "govuk-hint" });
  if (!status.isConnected) form.append(status);
  const address = addressOf(form);
  const key = keyOf(address);
  // Without a save address, typed text is only kept on this device.
  const target = form.dataset.autosave;
  let saved = textOf(form);
  let timer;
  let sending = null;
  let kept = true;
  let offline = false;
  // Which opened page this is: one that the server knows to have saved last may save again, though it never got the answer.
  const windowOf = () => form.querySelector("[name=__Window]")?.value;

  const keep = (version = versionOf(form)) => {
    try {
      localStorage.setItem(key, JSON.stringify({ text: textOf(form), version, window: windowOf(), title: document.querySelector("h1")?.textContent.trim() }));
      kept = true;
    } catch {
      kept = false; // a full or forbidden store: the server still has what was saved
    }
  };
  const forget = () => {
    try { localStorage.removeItem(key); } catch { /* nothing was kept */ }
  };

  function send() {
    if (!target || sending || textOf(form) === saved) return;
    sending = post().finally(() => {
      sending = null;
      if (textOf(form) !== saved && timer === undefined) wait(Pause);
    });
  }

  function wait(time) {
    clearTimeout(timer);
    timer = setTimeout(() => { timer = undefined; send(); }, time);
  }

  async function post() {
    const text = textOf(form);
    let reached = false;
    try {
      const body = new FormData(form);
      // A file is sent with the form, once.
      for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
      const answer = await fetch(target, { method: "POST", body, redirect: "manual", keepalive: document.hidden, headers: { Accept: "application/json" } });
      reached = true;
      offline = false;
      if (answer.status === 401 || answer.type === "opaqueredirect") return signInAgain("You were signed out. ", ": what you typed is kept on this device and will be here.");
      // The form was made for one person, and another has signed in since, in another tab.
      if (answer.status === 400 || answer.status === 403) return signInAgain("Another person is signed in on this device. ", " to save. What you typed is kept on this device.");
      if (answer.status === 404) {
        status.textContent = "Not saved: you can no longer change this. Copy what you typed if you need it.";
        return;
      }
      if (!answer.ok) throw new Error(String(answer.status));
      const { version, versions, message, understood, partly } = await answer.json();
      status.textContent = message;
      say(understood ?? {});
      if (version === undefined && versions === undefined) {
        // Refused: put back later only if the person chooses so.
        keep("refused");
        return;
      }
      offline = false;
      for (const box of versionsOf(form)) box.value = versions?.[box.name] ?? version ?? box.value;
      saved = text;
      // What the server could not take stays on this device.
      if (textOf(form) === text && !partly) forget();
      else keep();
    } catch {
      offline = !reached;
      status.textContent = reached
        ? `The portal could not save this now; it tries again. ${kept ? "What you type is kept on this device." : "Leave this page open."}`
        : kept
          ? "No network. What you type is kept on this device. It will be sent when the network is back."
          : "No network, and this device has no room to keep what you typed. Leave this page open.";
      wait(Retry);
    }
  }

  function signInAgain(why, then) {
    const link = Object.assign(document.createElement("a"), { className: "govuk-link", href: `/sign-in?returnUrl=${encodeURIComponent(location.pathname + location.search)}`, textContent: "Sign in again" });
    status.replaceChildren(why, link, kept ? then : " in another window, and leave this page open.");
    wait(Retry);
  }

  // How the server reads what is not plain, such as 2.4k or June 2027.
  function say(understood) {
    for (const place of form.querySelectorAll("[data-understood]")) place.textContent = understood[place.dataset.understood] ?? "";
  }

  form.addEventListener("input", () => {
    keep();
    wait(Pause);
  });
  // Where another page would be the browser's own error, this one stays open and says why.
  const needsNetwork = form.hasAttribute("data-needs-network");
  const isOffline = () => offline || navigator.onLine === false;
  const stay = (event, words) => {
    event.preventDefault();
    keep();
    status.textContent = words;
    wait(Pause);
  };
  const anotherPage = "No network. Another page needs the network, so this one stays open. What you typed is kept on this device.";
  if (needsNetwork)
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[href]");
      if (link && !link.getAttribute("href").startsWith("#") && isOffline())
        stay(event, anotherPage);
    });
  // The search in the header leads away as a link does.
  if (needsNetwork)
    document.addEventListener("submit", (event) => {
      if (event.target !== form && isOffline()) stay(event, anotherPage);
    });
  form.addEventListener("submit", (event) => {
    if (needsNetwork && isOffline()) {
      stay(event, "No network. You can go on when the network is back. What you typed is kept on this device, and this page stays open.");
      return;
    }
    clearTimeout(timer);
    // A pending save changes the version; submitted now, the form would be refused as if a colleague had changed it.
    if (sending) {
      event.preventDefault();
      sending.then(() => form.requestSubmit(event.submitter));
      return;
    }
    keep();
    // The page goes out of sight now: saving in the background too would change the version of a form that the server refuses.
    saved = textOf(form);
    try { sessionStorage.setItem(Sent, JSON.stringify({ address, text: textOf(form) })); } catch { /* no store */ }
  });
  const lost = () => {
    if (!target && !needsNetwork) return;
    offline = true;
    status.textContent = `No network. What you type is kept on this device. ${target ? "It will be sent when the network is back." : "Save when the network is back."}`;
  };
  const found = () => {
    if ((target && textOf(form) === saved) || (!target && offline)) status.textContent = "The network is back.";
    offline = false;
    send();
  };
  window.addEventListener("offline", lost);
  window.addEventListener("online", found);
  // A page that follows a meeting notices it too, where the device itself still has a network.
  window.addEventListener("lost", lost);
  window.addEventListener("found", found);
  document.addEventListener("visibilitychange", () => { if (document.hidden) send(); });

  function putBack(text) {
    const values = JSON.parse(text);
    for (const control of form.elements) {
      if (!isTyped(control.name) || control.type === "hidden") continue;
      const mine = values.filter(([name]) => name === control.name).map(([, value]) => value);
      if (control.type === "checkbox" || control.type === "radio") control.checked = mine.includes(control.value);
      else if (mine.length > 0) control.value = mine[0];
    }
    form.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // What was typed here and never reached the server is put back, unless something else was saved since: then the person chooses.
  const own = read(localStorage, key);
  if (own === null || typeof own.text !== "string") return;
  if (own.text === saved) {
    if (document.querySelector(".govuk-error-summary") === null) forget();
    return;
  }
  if (own.version === versionOf(form) || (own.window && own.window === form.dataset.savedIn)) {
    putBack(own.text);
    status.textContent = target ? "What you typed before is back." : "What you typed before is back. It is not saved until you press the button.";
    return;
  }
  const offer = document.createElement("div");
  offer.className = "govuk-inset-text";
  offer.innerHTML = "<p class=\"govuk-body\">You typed something here that was not saved, and something else was saved since.</p>";
  const button = Object.assign(document.createElement("button"), { type: "button", className: "govuk-button govuk-button--secondary", textContent: "Restore what I typed" });
  button.addEventListener("click", () => {
    putBack(own.text);
    offer.remove();
  });
  offer.append(button);
  form.before(offer);
}
