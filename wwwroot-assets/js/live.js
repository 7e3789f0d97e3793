// Refreshes the page every few seconds, with a button to stop it.
const Pause = 3000;

export function live(region) {
  let stopped = false;
  const button = Object.assign(document.createElement("button"), { type: "button", className: "govuk-button govuk-button--secondary", textContent: "Stop following" });
  button.addEventListener("click", () => {
    stopped = !stopped;
    button.textContent = stopped ? "Follow the chair" : "Stop following";
  });
  region.after(button);
  setInterval(async () => {
    if (stopped || document.hidden) return;
    try {
      const answer = await fetch(location.href, { redirect: "error" });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("[data-live]");
      if (fresh && fresh.innerHTML !== region.innerHTML) region.innerHTML = fresh.innerHTML;
    } catch { /* no connection: what is there stays */ }
  }, Pause);
}
