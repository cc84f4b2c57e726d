/*
 * The field for a day on the calendar leads to the issue of that day, or to its month where there was none.
 *
 * Without it, and from a disk, where a page may not look for another one, the search finds the day.
 */
"use strict";

addEventListener("submit", async (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (!form.matches(".jump") || !location.host) return;
  event.preventDefault();
  const day = /** @type {HTMLInputElement} */ (form.elements[0]).value.replaceAll("-", "/");
  for (const place of [`../${day}/`, `../${day.slice(0, 7)}/`]) {
    const there = await fetch(place, { method: "HEAD" }).catch(() => null);
    if (there?.ok) return location.assign(place);
  }
  form.submit();
});
