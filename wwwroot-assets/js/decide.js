// The total in the foot follows what is chosen, before anything is sent. The server counts again when it is.
const money = new Intl.NumberFormat("en-GB", { style: "currency", currency: "GBP" });
const pounds = (pence) => money.format(pence / 100);

// As the server reads amounts, without its help for those that cannot be read.
function pence(typed) {
  const bare = typed.trim().replace(/^£/, "").replace(/[,\s]/g, "");
  if (/^\d+(\.\d{0,2})?$/.test(bare)) return Math.round(Number(bare) * 100);
  if (/^\d+(\.\d{1,5})?k$/i.test(bare)) return Math.round(Number(bare.slice(0, -1)) * 100000);
  return null;
}

export function decide(form) {
  const foot = form.querySelector("[data-total]");
  const pot = Number(foot.dataset.pot);
  const most = foot.dataset.most ? Number(foot.dataset.most) : Infinity;
  const rows = [...form.querySelectorAll("[data-line][data-stands]")];
  const part = (name) => foot.querySelector(`[data-total-${name}]`);
  const write = (name, text) => { if (part(name).textContent !== text) part(name).textContent = text; };

  const opinion = form.querySelector("[data-opinion]");

  // What the decision maker holds about the grants, if the law asks for it.
  function hold(funded) {
    const words = funded === 1 ? opinion.dataset.one : opinion.dataset.many.replace("2", funded);
    opinion.hidden = funded === 0;
    opinion.querySelector("[data-opinion-words]").textContent = words;
  }

  // What is typed for the line that is open.
  function open(values) {
    const amounts = [...values].filter(([name]) => name.startsWith("Line.Amounts[")).map(([, value]) => pence(value));
    return { choice: values.get("Line.Choice"), pence: amounts.reduce((sum, amount) => sum + amount, 0) };
  }

  function show() {
    const values = new FormData(form);
    const way = values.get("Form.Way");
    const interested = values.get("Form.HasInterests") === "true"
      ? [...values].filter(([name]) => /^Form\.Interests\[\d+\]\.Application$/.test(name)).map(([, value]) => value)
      : [];
    let [funded, amount, deferred] = [0, 0, 0];
    for (const row of rows) {
      const { line, recommended } = row.dataset;
      let { choice, pence: given } = row.dataset;
      if (interested.includes(line)) [choice, given] = ["Defer", 0];
      else if (way === "AsRecommended") [choice, given] = [Number(recommended) > 0 ? "Fund" : "Decline", recommended];
      else if (row.dataset.open) ({ choice, pence: given } = open(values));
      if (choice === "Fund") [funded, amount] = [funded + 1, amount + Number(given)];
      else if (choice === "Defer") deferred += 1;
    }
    if (way === "NotNow") [funded, amount, deferred] = [0, 0, rows.length];
    if (opinion) hold(funded);
    write("funded", `${funded} funded, ${pounds(amount)}`);
    write("deferred", deferred > 0 ? `, ${deferred} left for later` : "");
    write("left", amount > pot ? `${pounds(amount - pot)} more than the pot of ${pounds(pot)}` : `${pounds(pot - amount)} left of ${pounds(pot)}`);
    write("over", amount > most ? `. You may decide up to ${pounds(most)}` : "");
    part("bar").setAttribute("width", pot > 0 ? Math.min(200, Math.round((200 * amount) / pot)) : 0);
    foot.classList.toggle("app-decide--over", amount > pot || amount > most);
  }
  form.addEventListener("input", show);
  form.addEventListener("change", show);
  show();
}
