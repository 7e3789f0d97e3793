const isTyping = (target) => Boolean(target.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]"));
const KeysOff = "number-keys-off";

// A digit chooses a score and moves to its reason, so that a sheet can be filled in without a mouse: in the row of choices where the focus is,
// or, from anywhere that is not a text box, for the first criterion without a score. A box turns this off for good on this device.
export function digits(form) {
  const box = form.querySelector("[data-digit-keys]");
  const tick = box?.querySelector("input");
  if (tick) {
    box.hidden = false;
    try { tick.checked = localStorage.getItem(KeysOff) === null; } catch { /* no store */ }
    tick.addEventListener("change", () => {
      try {
        if (tick.checked) localStorage.removeItem(KeysOff);
        else localStorage.setItem(KeysOff, "1");
      } catch { /* no store: it holds for this page */ }
    });
  }
  const radiosOf = (group) => [...group.querySelectorAll("input[type=radio]")];
  const groups = () => [...form.querySelectorAll(".app-scale .govuk-radios")];
  const scores = (group, value) => radiosOf(group).find((radio) => radio.value === value);
  // Ten has no digit. Two digits in time would shut out who types slowly, so it is the letter T.
  if (tick && groups().some((group) => scores(group, "10"))) tick.parentElement.append(", T is ten");

  function choose(group, key) {
    const choice = scores(group, key.toLowerCase() === "t" ? "10" : key);
    if (!choice) return false;
    choice.checked = true;
    choice.dispatchEvent(new Event("input", { bubbles: true }));
    const boxes = [...form.querySelectorAll("input[type=radio], textarea")];
    const next = boxes.slice(boxes.indexOf(choice)).find((box) => !radiosOf(group).includes(box));
    (next ?? choice).focus();
    return true;
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !/^[\dt]$/i.test(event.key) || isTyping(event.target)) return;
    const here = event.target.closest(".govuk-radios");
    if (here && !form.contains(here)) return;
    const group = here ?? (tick?.checked === false ? null : groups().find((scale) => radiosOf(scale).every((radio) => !radio.checked)));
    if (group && choose(group, event.key)) event.preventDefault();
  });
}

// What the scores given so far earn, exactly: in whole parts of a percentage point, shown rounded down as everywhere.
export function percent(form) {
  const status = form.querySelector("[data-percent-status]");
  const scales = [...form.querySelectorAll("[data-weight]")];
  const divisor = (a, b) => (b === 0 ? a : divisor(b, a % b));
  const unit = scales.reduce((so, scale) => (so * scale.dataset.greatest) / divisor(so, Number(scale.dataset.greatest)), 1);
  const show = () => {
    let [earned, scored] = [0, 0];
    for (const scale of scales) {
      const chosen = scale.querySelector("input:checked");
      if (!chosen) continue;
      scored += 1;
      earned += scale.dataset.weight * chosen.value * (unit / scale.dataset.greatest);
    }
    const tenths = Math.floor((earned * 10) / unit);
    const words = `${Math.floor(tenths / 10)}.${tenths % 10}% so far, ${scored} of ${scales.length} criteria scored`;
    if (status.textContent !== words) status.textContent = words;
  };
  form.addEventListener("input", show);
  show();
}

// Reasons that this assessor has written before: a button puts one into the box, and so does the down arrow in an empty box, which goes on to
// the next one while the box still says what it put there.
export function ownReasons(list) {
  const box = list.parentElement.querySelector("textarea");
  const scale = list.parentElement.querySelector(".app-scale");
  const items = [...list.querySelectorAll("li")];
  let put = null;
  const use = (item) => {
    put = item;
    box.value = item.querySelector("[data-reason]").textContent;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.focus();
  };
  for (const item of items) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "app-link-button app-act", textContent: "Use" });
    const which = Object.assign(document.createElement("span"), { className: "govuk-visually-hidden", textContent: `: ${item.querySelector("[data-reason]").textContent}` });
    button.append(which);
    button.addEventListener("click", () => { list.open = false; use(item); });
    item.append(" ", button);
  }
  list.querySelector("summary").append(", down arrow in the empty box");
  box.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    if (box.value !== "" && box.value !== put?.querySelector("[data-reason]").textContent) return;
    event.preventDefault();
    // Those written for the same score come first.
    const score = scale?.querySelector("input:checked")?.value;
    const order = [...items].sort((a, b) => (b.querySelector(".app-own__score").textContent === score) - (a.querySelector(".app-own__score").textContent === score));
    use(order[(order.indexOf(put) + 1) % order.length]);
  });
}

// A search box for a long text; Enter moves to the next match. It stands in the page's own place for it, or before the text.
export function find(region) {
  if (!("highlights" in CSS)) return; // The browser's own search remains available.
  const label = Object.assign(document.createElement("label"), { className: "govuk-label", htmlFor: "find-in-application", textContent: region.dataset.find });
  const box = Object.assign(document.createElement("input"), { id: "find-in-application", type: "search", className: "govuk-input govuk-input--width-20" });
  const status = Object.assign(document.createElement("p"), { className: "govuk-hint" });
  status.setAttribute("role", "status");
  const place = document.querySelector("[data-find-box]");
  (place ?? region).prepend(label, box, status);
  const parts = [...region.querySelectorAll("[data-find-text]")];
  let places = [];
  let at = -1;
  box.addEventListener("input", () => {
    const wanted = box.value.trim().toLowerCase();
    places = [];
    at = -1;
    for (const part of parts.length > 0 ? parts : [region]) {
      const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
      while (wanted.length > 1 && texts.nextNode()) {
        const text = texts.currentNode.data.toLowerCase();
        for (let start = text.indexOf(wanted); start >= 0; start = text.indexOf(wanted, start + wanted.length)) {
          const range = new Range();
          range.setStart(texts.currentNode, start);
          range.setEnd(texts.currentNode, start + wanted.length);
          places.push(range);
        }
      }
    }
    CSS.highlights.set("found", new Highlight(...places));
    status.textContent = wanted.length > 1 ? `${places.length} ${places.length === 1 ? "place" : "places"}${places.length > 0 ? "; press Enter for the next" : ""}` : "";
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    if (places.length === 0) return;
    at = (at + 1) % places.length;
    const found = places[at].startContainer.parentElement;
    for (let fold = found.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    found.scrollIntoView({ block: "center" });
    status.textContent = `${at + 1} of ${places.length}`;
  });
}
