/** Brings the bar and the lines of the command at work up to date, until it has ended. */

const bar = document.getElementById("bar");
const ended = document.getElementById("ended");
const lines = document.getElementById("lines");

async function look() {
  const state = await (await fetch("tinh-hinh")).json();
  bar.value = state.percent;
  lines.textContent = state.lines.join("\n");
  if (state.code === null) {
    setTimeout(look, 400);
    return;
  }
  ended.dataset.code = state.code;
  ended.textContent = state.code === 0 ? "Xong." : "Không xong: xem dòng cuối.";
}

if (ended && ended.dataset.code === "") look();
