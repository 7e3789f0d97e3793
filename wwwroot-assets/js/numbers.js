// Back fetches a page again, and the browser puts what was typed into its boxes. The form then has the number that it had, so that sending it
// once more does not count twice. A page opened or reloaded has new numbers.
export function keepNumbers(inputs) {
  const [visit] = performance.getEntriesByType("navigation");
  const before = (visit?.type === "back_forward" && history.state?.numbers) || {};
  const numbers = {};
  inputs.forEach((input) => {
    const address = input.form.getAttribute("action") ?? "";
    let key = address;
    for (let place = 2; key in numbers; place++) key = `${address} ${place}`;
    numbers[key] = input.value = before[key] ?? input.value;
  });
  history.replaceState({ numbers }, "");
}
