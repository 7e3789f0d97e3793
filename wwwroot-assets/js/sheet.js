// Typing a digit in a row of choices selects it and moves to the next box, so that a sheet can be filled in without a mouse.
export function digits(form) {
  form.addEventListener("keydown", (event) => {
    const group = event.target.closest(".govuk-radios");
    if (!group || event.ctrlKey || event.altKey || event.metaKey) return;
    const choice = [...group.querySelectorAll("input[type=radio]")].find((radio) => radio.value === event.key);
    if (!choice) return;
    event.preventDefault();
    choice.checked = true;
    choice.dispatchEvent(new Event("input", { bubbles: true }));
    const boxes = [...form.querySelectorAll("input[type=radio], textarea, button")];
    boxes.slice(boxes.indexOf(choice)).find((box) => box.type !== "radio")?.focus();
  });
}

// A search box for a long text; Enter moves to the next match.
export function find(region) {
  if (!("highlights" in CSS)) return; // The browser's own search remains available.
  const label = Object.assign(document.createElement("label"), { className: "govuk-label", htmlFor: "find-in-application", textContent: region.dataset.find });
  const box = Object.assign(document.createElement("input"), { id: "find-in-application", type: "search", className: "govuk-input govuk-input--width-20" });
  const status = Object.assign(document.createElement("p"), { className: "govuk-hint" });
  status.setAttribute("role", "status");
  region.prepend(label, box, status);
  let places = [];
  let at = -1;
  box.addEventListener("input", () => {
    const wanted = box.value.trim().toLowerCase();
    places = [];
    at = -1;
    const texts = document.createTreeWalker(region, NodeFilter.SHOW_TEXT);
    while (wanted.length > 1 && texts.nextNode()) {
      const text = texts.currentNode.data.toLowerCase();
      for (let start = text.indexOf(wanted); start >= 0; start = text.indexOf(wanted, start + wanted.length)) {
        const range = new Range();
        range.setStart(texts.currentNode, start);
        range.setEnd(texts.currentNode, start + wanted.length);
        places.push(range);
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
    places[at].startContainer.parentElement.scrollIntoView({ block: "center" });
    status.textContent = `${at + 1} of ${places.length}`;
  });
}
