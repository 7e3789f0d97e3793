// What is tried on the threshold page follows while it is typed. Without this file its button does the same.
const Pause = 350;
const Again = 1500;

export function trial(form) {
  let timer;
  let asked = 0;
  const result = () => document.querySelector("[data-trial-result]");

  async function show(address) {
    const mine = ++asked;
    try {
      const answer = await fetch(address, { redirect: "error" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("[data-trial-result]");
      if (mine !== asked || !fresh) return;
      const wrong = form.querySelector("[data-trial-error]");
      if (!answer.ok) {
        const why = [...page.querySelectorAll(".govuk-error-summary__list li")].map((line) => line.textContent.trim());
        wrong.textContent = why.length > 0 ? `${why.join(". ")}. The list stands as it was before.` : "This could not be worked out. The list stands as it was before.";
        return;
      }
      wrong.textContent = "";
      // The box that somebody types in is among what is replaced.
      const here = document.activeElement;
      const box = here?.id && result().contains(here) ? { id: here.id, value: here.value, at: here.selectionStart } : null;
      result().replaceWith(fresh);
      form.querySelector("[data-trial-status]").textContent = fresh.querySelector("[data-trial-says]")?.dataset.trialSays ?? "";
      const again = box && document.getElementById(box.id);
      if (again) {
        again.value = box.value;
        again.focus();
        again.setSelectionRange?.(box.at, box.at);
      }
      history.replaceState(null, "", address);
      if (fresh.querySelector("[data-trial-working]")) wait(Again);
    } catch { /* no connection: what is there stays */ }
  }

  function wait(time) {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const query = new URLSearchParams([...new FormData(form)].filter(([name]) => !name.startsWith("__")));
      show(`${location.pathname}?${query}`);
    }, time);
  }

  // Boxes in the list belong to the form though they stand outside it.
  document.addEventListener("input", (event) => { if (event.target.form === form) wait(Pause); });
  if (result()?.querySelector("[data-trial-working]")) wait(Again);
}
