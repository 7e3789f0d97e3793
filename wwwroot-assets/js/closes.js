// Counts down the last hour before a round closes, from the seconds that the server gave, so that a phone's wrong clock does not matter.
const Said = [30, 10, 5, 1];

const words = (minutes) =>
  minutes === 0 ? "Closes in less than a minute" : `Closes in ${minutes} ${minutes === 1 ? "minute" : "minutes"}`;

export function closes(line) {
  const [started, seconds] = [performance.now(), Number(line.dataset.closes)];
  const timer = line.querySelector("[role=timer]");
  const live = line.querySelector("[aria-live]");
  let last = Math.floor(seconds / 60);
  const tick = setInterval(() => {
    const left = seconds - (performance.now() - started) / 1000;
    if (left < 0) {
      clearInterval(tick);
      timer.textContent = live.textContent = "Closed";
      return;
    }
    const minutes = Math.floor(left / 60);
    if (minutes === last) return;
    last = minutes;
    timer.textContent = words(minutes);
    // Read out only now and then: every minute would talk over whoever is writing.
    if (Said.includes(minutes)) live.textContent = words(minutes);
  }, 1000);
}
