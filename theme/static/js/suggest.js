/*
 * Loads what a search field may suggest, when a reader goes to one. Without it Enter searches as ever.
 *
 * A classic script, as browsers refuse modules to pages opened from a disk.
 */
"use strict";

(() => {
  const own = /** @type {HTMLScriptElement | null} */ (document.currentScript);
  const load = (/** @type {Event} */ { target }) => {
    if (!(target instanceof HTMLInputElement) || target.type !== "search" || !own) return;
    document.removeEventListener("focusin", load);
    document.removeEventListener("input", load);
    const script = document.createElement("script");
    if (own.dataset.kind) script.type = own.dataset.kind;
    script.src = new URL(own.dataset.list ?? "", own.src).href;
    document.head.append(script);
  };
  document.addEventListener("focusin", load);
  document.addEventListener("input", load);
})();
