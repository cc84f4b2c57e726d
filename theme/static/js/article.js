/*
 * What makes an article easier to hand on: copies of its address and citations, and a link at each paragraph.
 *
 * A convenience only: text, numbers and addresses are there without it. A classic script, as browsers refuse
 * modules to pages opened from a disk; a build joins it with the others, so that it is on every page. Where the browser
 * keeps the clipboard from the page there are no buttons.
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
    const told = document.createElement("p");
    const citations = [...document.querySelectorAll(".cite dd")].map((form) => ({
      form: form.querySelector("pre") ?? form,
      text: form.textContent?.trim() ?? "",
    }));

    /** The number of the paragraph that the page's address names, as text; empty where it names none. */
    function paragraph() {
      const number = /^#p(\d+)$/.exec(location.hash)?.[1];
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
     * Says `text` for a while, to who sees it and to who hears it.
     * @param {string} text
     */
    function tell(text) {
      told.textContent = text;
      setTimeout(() => (told.textContent = ""), 3000);
    }

    /**
     * @param {string} label
     * @param {() => void} act
     */
    function button(label, act) {
      const made = document.createElement("button");
      made.type = "button";
      made.textContent = label;
      made.addEventListener("click", act);
      return made;
    }

    /**
     * A button that copies what `text` gives at that time.
     * @param {string} label
     * @param {string} what
     * @param {() => string} text
     */
    function copyButton(label, what, text) {
      const made = button(label, () => {
        const number = paragraph();
        navigator.clipboard.writeText(text()).then(
          () => tell(`Đã chép ${what}${number && `, đoạn ${number}`}`),
          () => tell("Không chép được"),
        );
      });
      made.ariaLabel = `Chép ${what}`;
      return made;
    }

    /** @param {Element} made what comes behind what stands there, so that nothing moves */
    const place = (made) => address?.parentElement?.append(" ", made);

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
      if (address) place(copyButton("Chép địa chỉ", "địa chỉ", () => address.href));
      told.className = "told";
      told.role = "status";
      document.body.append(told);
    }

    function offerSharing() {
      if (!address || !("share" in navigator)) return;
      // Who closes the sheet has not failed.
      const share = () =>
        navigator.share({ title: document.title, url: address.href }).catch(() => undefined);
      place(button("Chia sẻ", share));
    }

    function linkParagraphs() {
      for (const body of own?.querySelectorAll(".body") ?? []) {
        for (const block of body.querySelectorAll(PARAGRAPHS)) {
          const link = document.createElement("a");
          link.className = "paragraph-link";
          link.href = `#${block.id}`;
          link.ariaLabel = `Liên kết đến đoạn ${block.id.slice(1)}`;
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
