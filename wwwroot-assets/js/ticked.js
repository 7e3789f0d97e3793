// The button says how many payments are ticked, and their sum.
export function ticked(form) {
  const button = form.querySelector("button:not([name])");
  const boxes = [...form.querySelectorAll("input[data-pence]")];
  const pounds = new Intl.NumberFormat("en-GB", { minimumFractionDigits: 2 });
  const show = () => {
    const chosen = boxes.filter((box) => box.checked);
    const pence = chosen.reduce((sum, box) => sum + Number(box.dataset.pence), 0);
    button.textContent = form.dataset.ticked
      .replace("{0}", chosen.length === 1 ? "1 ticked payment" : `${chosen.length} ticked payments`)
      .replace("{1}", pounds.format(pence / 100));
  };
  form.addEventListener("change", show);
  show();
}
