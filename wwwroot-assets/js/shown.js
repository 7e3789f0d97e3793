// Hides what is asked only after another answer of the page, until that answer is chosen.
export function shown(block) {
  const [name, value] = block.dataset.shownIf.split("=");
  const form = block.closest("form");
  const show = () => { block.hidden = new FormData(form).get(name) !== value; };
  form.addEventListener("change", show);
  form.addEventListener("input", show);
  show();
}
