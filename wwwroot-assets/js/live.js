// Keeps a part of the page as the meeting has it: asks whether anything has changed, and the answer waits until something has. With a button
// to stop it.
const Retry = 2000;

const time = () => new Date().toLocaleTimeString("en-GB", { hour: "numeric", minute: "2-digit" });
const pause = (length) => new Promise((done) => { setTimeout(done, length); });
const seen = () => document.hidden ? new Promise((done) => { document.addEventListener("visibilitychange", done, { once: true }); }) : Promise.resolve();

export function live(region) {
  let stopped = false;
  let go;
  const status = Object.assign(document.createElement("span"), { className: "govuk-hint" });
  status.setAttribute("role", "status");
  const button = Object.assign(document.createElement("button"), { type: "button", className: "app-link-button", textContent: "Stop following" });
  button.addEventListener("click", () => {
    stopped = !stopped;
    button.textContent = stopped ? "Follow the meeting" : "Stop following";
    status.textContent = "";
    if (!stopped) go?.();
  });
  const line = document.createElement("p");
  line.className = "app-live";
  line.append(button, " ", status);
  region.after(line);

  async function refresh() {
    const answer = await fetch(location.href, { redirect: "error", headers: { "X-Refresh": "1" } });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-live]");
    if (!fresh) throw new Error("gone");
    if (fresh.innerHTML !== region.innerHTML) {
      region.innerHTML = fresh.innerHTML;
      status.textContent = `Changed at ${time()}`;
      region.dispatchEvent(new Event("live", { bubbles: true }));
    }
    region.dataset.liveState = fresh.dataset.liveState;
    // Other places of the page that follow too.
    for (const place of document.querySelectorAll("[data-live-also]")) {
      const now = page.querySelector(`[data-live-also="${place.dataset.liveAlso}"]`);
      if (now && now.innerHTML !== place.innerHTML) place.innerHTML = now.innerHTML;
    }
  }

  async function follow() {
    for (;;) {
      await seen();
      if (stopped) await new Promise((done) => { go = done; });
      try {
        // After an outage the page itself is asked for first: the answer to a long wait may be half a minute off.
        if (status.dataset.lost) {
          await refresh();
          delete status.dataset.lost;
          status.textContent = `Connected again at ${time()}`;
          window.dispatchEvent(new Event("found"));
        }
        const answer = await fetch(`${region.dataset.live}&state=${encodeURIComponent(region.dataset.liveState)}`, { redirect: "error" });
        if (!answer.ok) throw new Error(String(answer.status));
        if (answer.status === 200 && !stopped) await refresh();
      } catch {
        if (!status.dataset.lost) {
          status.dataset.lost = "1";
          window.dispatchEvent(new Event("lost"));
          status.textContent = `No connection since ${time()}. What is here stays, and is brought up to date when there is a connection again.`;
        }
        await pause(Retry);
      }
    }
  }

  follow();
}
