// Adds up the amounts of a budget while they are typed. The server reads them again; its rule is Money.Parse.
const plain = /^(?:\d*|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,2}(?: \d{3})+)(?:\.\d{0,2})?$/;
const thousands = /^(\d{1,6}(?:\.\d{1,5})?) ?k$/i;

/** Whole pence; null when it cannot be read, and for nothing. */
export function pence(typed) {
  const text = typed.trim().replace(/^£+\s*/, "").replaceAll(/[\u00a0\u202f]/g, " ");
  const many = thousands.exec(text)?.[1];
  if (many !== undefined) return Math.round(Number(many) * 100000);
  if (!plain.test(text) || !/\d/.test(text)) return null;
  return Math.round(Number(text.replaceAll(/[, ]/g, "")) * 100);
}

const pounds = (amount) => `£${(amount / 100).toLocaleString("en-GB", { minimumFractionDigits: amount % 100 === 0 ? 0 : 2, maximumFractionDigits: 2 })}`;

export function amounts(form) {
  const total = form.querySelector("[data-total]");
  const add = () => {
    const read = [...form.querySelectorAll("[data-amount]")].map((box) => pence(box.value));
    total.textContent = pounds(read.reduce((sum, one) => sum + (one ?? 0), 0));
  };
  form.addEventListener("input", add);
  add();
}
