/*
 * Makes the number of each paragraph a link to it, so that its address can be copied.
 *
 * A convenience only: the numbers are there and their addresses work without it. A classic script, as browsers
 * refuse modules to pages opened from a disk.
 */
"use strict";

for (const body of document.querySelectorAll(".full-page .body")) {
  for (const block of body.querySelectorAll("p[id], li[id], h2[id], h3[id], h4[id]")) {
    const link = document.createElement("a");
    link.className = "paragraph-link";
    link.href = `#${block.id}`;
    link.setAttribute("aria-label", `Liên kết đến đoạn ${block.id.replace("p", "")}`);
    block.prepend(link);
  }
  body.classList.add("has-paragraph-links");
}
