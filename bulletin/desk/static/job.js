/** Brings the bar and the lines of the command at work up to date, until it has ended. */

const PAUSE_MS = 400;
const bar = document.getElementById("bar");
const ended = document.getElementById("ended");
const lines = document.getElementById("lines");

/** Show how far the command is, again and again until its end; the page has all three places. */
async function look(
  /** @type {HTMLProgressElement} */ bar,
  /** @type {HTMLElement} */ ended,
  /** @type {HTMLElement} */ lines,
) {
  let state;
  try {
    state = await (await fetch("tinh-hinh")).json();
  } catch {
    ended.textContent = "Bàn biên tập đã đóng: không biết việc làm đến đâu.";
    return;
  }
  bar.value = state.percent;
  lines.textContent = state.lines.join("\n");
  if (state.code === null) {
    setTimeout(look, PAUSE_MS, bar, ended, lines);
    return;
  }
  const details = lines.closest("details");
  if (details && state.code !== 0) details.open = true;
  ended.dataset.code = state.code;
  ended.textContent = state.code === 0 ? "Xong." : `Không xong: ${state.said}`;
}

if (bar instanceof HTMLProgressElement && ended?.dataset.code === "" && lines) look(bar, ended, lines);
