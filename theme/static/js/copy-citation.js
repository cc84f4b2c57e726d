/*
 * Gives each form of a citation a button that copies it.
 *
 * A convenience only: the text is there to be selected without it. Where the browser keeps the clipboard from
 * the page there is no button. A classic script, as browsers refuse modules to pages opened from a disk.
 */
"use strict";

for (const form of navigator.clipboard ? document.querySelectorAll(".cite dt") : []) {
  const button = document.createElement("button");
  const name = form.textContent;
  button.type = "button";
  button.textContent = "Chép";
  button.setAttribute("aria-label", `Chép trích dẫn ${name}`);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(form.nextElementSibling?.textContent ?? "");
      button.textContent = "Đã chép";
    } catch {
      button.textContent = "Không chép được";
    }
    button.setAttribute("aria-label", `${button.textContent}: ${name}`);
  });
  form.append(button);
}
