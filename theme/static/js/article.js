/*
 * What makes an article easier to hand on: copies of its address and citations, and a link at each paragraph.
 *
 * A convenience only: text, numbers and addresses are there without it. A classic script, as browsers refuse
 * modules to pages opened from a disk; a build joins it with the others, so that it is on every page. Where the browser keeps the clipboard from the page there are no buttons.
 */
"use strict";

/** @typedef {{form: Element, text: string}} Citation */

(() => {
  const script = /** @type {HTMLScriptElement | null} */ (document.currentScript);
  addEventListener("DOMContentLoaded", () => {
    const PARAGRAPHS = "p[id], li[id], h2[id], h3[id], h4[id]";
    const own = document.querySelector(".full-page");
    /** @type {HTMLAnchorElement | null | undefined} */
    const address = own?.querySelector(".address");
    const citations = [...document.querySelectorAll(".cite dd")].map((form) => ({
      form: form.querySelector("pre") ?? form,
      text: form.textContent?.trim() ?? "",
    }));

    /** The number of the paragraph that the page's address names, as text; empty where it names none. */
    function paragraph() {
      const number = /^#p(\d+)$/.exec(location.hash)?.[1] ?? "";
      return number && document.getElementById(`p${number}`) ? number : "";
    }

    /** Address and citations name the paragraph that was chosen. */
    function nameParagraph() {
      if (!own || !address) return;
      const number = paragraph();
      const whole = address.textContent?.split("#")[0] ?? "";
      const place = number ? `${whole}#p${number}` : whole;
      address.textContent = place;
      address.hash = number && `p${number}`;
      for (const { form, text } of citations) {
        const named = number ? text.replace(/(số ra ngày [^,]+, bài \d+)/, `$1, đoạn ${number}`) : text;
        form.textContent = whole.startsWith("http") ? named.replaceAll(whole, place) : named;
      }
    }

    /**
     * A button that copies what `text` gives at that time.
     * @param {string} label
     * @param {string} what
     * @param {() => string} text
     */
    function copyButton(label, what, text) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = label;
      button.setAttribute("aria-label", `${label} ${what}`.trim());
      button.addEventListener("click", async () => {
        try {
          await navigator.clipboard.writeText(text());
          button.textContent = "Đã chép";
        } catch {
          button.textContent = "Không chép được";
        }
        button.setAttribute("aria-label", `${button.textContent} ${what}`.trim());
        setTimeout(() => {
          button.textContent = label;
          button.setAttribute("aria-label", `${label} ${what}`.trim());
        }, 3000);
      });
      return button;
    }

    function offerCopies() {
      for (const form of document.querySelectorAll(".cite dt")) {
        form.append(
          copyButton(
            "Chép",
            `trích dẫn ${form.textContent}`,
            () => form.nextElementSibling?.textContent ?? "",
          ),
        );
      }
      address?.after(
        " ",
        copyButton("Chép địa chỉ", "", () => address.href),
      );
    }

    function offerSharing() {
      if (!address || !("share" in navigator)) return;
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = "Chia sẻ";
      button.addEventListener("click", () => {
        // Who closes the sheet has not failed.
        navigator.share({ title: document.title, url: address.href }).catch(() => undefined);
      });
      address.parentElement?.append(" ", button);
    }

    function linkParagraphs() {
      for (const body of own?.querySelectorAll(".body") ?? []) {
        for (const block of body.querySelectorAll(PARAGRAPHS)) {
          const link = document.createElement("a");
          link.className = "paragraph-link";
          link.href = `#${block.id}`;
          link.setAttribute("aria-label", `Liên kết đến đoạn ${block.id.replace("p", "")}`);
          block.prepend(link);
        }
        body.classList.add("has-paragraph-links");
      }
    }

    linkParagraphs();
    if (navigator.clipboard) offerCopies();
    offerSharing();
    nameParagraph();
    addEventListener("hashchange", nameParagraph);
    // The words that were looked for are marked; who was not looking loads nothing for it. Copies do that by a script.
    if (own && script && new URLSearchParams(location.search).has("tim")) {
      import(new URL("search/marks.js", script.src).href);
    }
  });
})();
