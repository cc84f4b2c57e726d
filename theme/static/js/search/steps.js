// The arrow keys go from the field through the results and back.

/**
 * @param {HTMLElement} input
 * @param {HTMLElement} list
 */
export function stepThrough(input, list) {
  const step = (/** @type {KeyboardEvent} */ event) => {
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (!by || event.isComposing) return;
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(/** @type {any} */ (document.activeElement)) + by;
    const target = at < 0 ? input : links[at];
    if (!target) return;
    event.preventDefault();
    target.focus();
  };
  list.addEventListener("keydown", step);
  input.addEventListener("keydown", step);
}
