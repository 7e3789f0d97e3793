// The moderation meeting by keyboard. Everything can be done without this file; it only makes it quicker.
const Off = "meeting-keys-off";

function isOff() {
  try { return localStorage.getItem(Off) === "1"; } catch { return false; }
}

const typed = (box) => box.matches?.("textarea, select, input:not([type=checkbox])");

export function meeting(form) {
  const scores = [...form.querySelectorAll("[data-score]")];

  // Single keys can be turned off (WCAG 2.1.4), and never act while somebody types.
  const hint = form.querySelector("[data-meeting-keys]");
  if (hint) hint.hidden = false;
  const toggle = Object.assign(document.createElement("button"), { type: "button", className: "app-link-button" });
  const say = () => { toggle.textContent = isOff() ? "Turn the keys 1 to 9 on" : "Turn the keys 1 to 9 off"; };
  toggle.addEventListener("click", () => {
    try {
      if (isOff()) localStorage.removeItem(Off);
      else localStorage.setItem(Off, "1");
    } catch { /* no store: they stay as they are */ }
    say();
  });
  say();
  hint?.append(" ", toggle);

  const go = (box) => {
    box?.focus();
    box?.select?.();
  };

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.metaKey) return;
    if (event.key === "Enter" && event.ctrlKey) {
      // An empty box agrees the mean; what is typed or saved stays.
      event.preventDefault();
      form.requestSubmit(form.querySelector("button.govuk-button:not([formaction])"));
      return;
    }
    if (event.ctrlKey) return;
    const place = scores.indexOf(event.target);
    if (place >= 0 && event.target.tagName === "INPUT" && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      go(scores[place + (event.key === "ArrowDown" ? 1 : -1)]);
      return;
    }
    if (isOff() || event.shiftKey || typed(event.target)) return;
    const box = /^[1-9]$/.test(event.key) ? scores[Number(event.key) - 1] : undefined;
    if (!box) return;
    event.preventDefault();
    go(box);
  });

  for (const pick of form.querySelectorAll("[data-pick]"))
    pick.addEventListener("change", () => {
      if (pick.value === "") return;
      const box = document.getElementById(pick.dataset.pick);
      box.value = pick.value;
      // The server knows a reason that was chosen from one that only stood there.
      document.getElementById(pick.dataset.taken).value = pick.value;
      pick.value = "";
      box.dispatchEvent(new Event("input", { bubbles: true }));
      box.focus();
    });
}
