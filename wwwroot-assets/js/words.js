// Counts words as the server does: runs of characters between white space (WordCount). The server's count is the one that decides.
const space = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;

export const count = (text) => text.split(space).filter(Boolean).length;

const times = (number) => `${number.toLocaleString("en-GB")} ${number === 1 ? "word" : "words"}`;

export function words(box) {
  const most = Number(box.dataset.words);
  const message = document.getElementById(`${box.id}-info`);
  let last;
  const show = () => {
    const left = most - count(box.value);
    message.textContent = left < 0 ? `${times(-left)} too many` : `${times(left)} left of ${most.toLocaleString("en-GB")}`;
    message.classList.toggle("govuk-error-message", left < 0);
    message.classList.toggle("govuk-hint", left >= 0);
  };
  // Said aloud when typing rests, not at every key.
  const aloud = Object.assign(document.createElement("span"), { className: "govuk-visually-hidden", ariaLive: "polite" });
  message.after(aloud);
  box.addEventListener("input", () => {
    show();
    clearTimeout(last);
    last = setTimeout(() => { aloud.textContent = message.textContent; }, 1000);
  });
  show();
}
