// The download page's offer to keep copies in the browser: a line a copy, with its progress and the way back.

import { SavedCopy } from "./copy.js";

const PREFIX = "ban-sao-";

class Line {
  /**
   * @param {SavedCopy} copy
   * @param {string} name
   * @param {HTMLElement} status
   */
  constructor(copy, name, status) {
    this.copy = copy;
    this.name = name;
    this.status = status;
    this.element = document.createElement("li");
    this.label = made("span", "saved-name", name);
    this.progress = /** @type {HTMLProgressElement} */ (made("progress", "", ""));
    this.progress.setAttribute("aria-label", `Đang lưu: ${name}`);
    this.button = /** @type {HTMLButtonElement} */ (made("button", "search-button", ""));
    this.button.type = "button";
    this.button.addEventListener("click", () => this.act());
    this.element.append(this.label, this.progress, this.button);
    /** @type {AbortController | null} */
    this.saving = null;
  }

  async show() {
    const kept = await this.copy.kept();
    this.progress.hidden = !this.saving;
    const action = this.saving ? "Dừng" : kept ? "Xóa khỏi máy này" : "Lưu";
    this.button.textContent = action;
    this.button.setAttribute("aria-label", `${action}: ${this.name}`);
    this.button.dataset.action = this.saving ? "stop" : kept ? "remove" : "save";
    this.label.textContent = this.name;
    if (!kept) return;
    const link = document.createElement("a");
    link.href = this.copy.address;
    link.textContent = "đã lưu";
    this.label.append(
      " (",
      link,
      kept === this.copy.sha256 ? ")" : "; đã có bản mới hơn, xóa rồi lưu lại để thay)",
    );
  }

  async act() {
    const { action } = this.button.dataset;
    if (action === "stop") this.saving?.abort();
    else if (action === "remove") await this.remove();
    else await this.save();
  }

  async save() {
    this.saving = new AbortController();
    this.progress.value = 0;
    await this.show();
    let told = "";
    try {
      await navigator.serviceWorker.register(`${this.copy.root}saved-worker.js`, { scope: this.copy.root });
      await navigator.serviceWorker.ready;
      await this.copy.save((share, what) => {
        // Half of the bar is loading, half unpacking.
        this.progress.value = share / 2 + (what === "lưu" ? 0.5 : 0);
        this.status.textContent = `${this.name}: đang ${what}…`;
      }, this.saving.signal);
      told = "đã lưu, đọc được khi không có mạng.";
    } catch (error) {
      console.info(error);
      told = this.saving.signal.aborted
        ? "đã dừng, chưa lưu gì."
        : "không lưu được. Hãy kiểm tra mạng và chỗ trống trên máy rồi thử lại.";
      await withdrawIfEmpty(this.copy.root);
    }
    this.saving = null;
    await this.show();
    // Told last: who reads it can press the button again.
    this.status.textContent = `${this.name}: ${told}`;
  }

  async remove() {
    await this.copy.remove();
    await withdrawIfEmpty(this.copy.root);
    this.status.textContent = `${this.name}: đã xóa khỏi máy này.`;
    await this.show();
  }
}

/**
 * Without any copy the worker has nothing to do, and goes.
 * @param {string} root
 */
async function withdrawIfEmpty(root) {
  if ((await caches.keys()).some((name) => name.startsWith(PREFIX))) return;
  const registration = await navigator.serviceWorker.getRegistration(root);
  if (registration?.scope === root) await registration.unregister();
}

/**
 * @param {string} name
 * @param {string} className
 * @param {string} text
 */
function made(name, className, text) {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.textContent = text;
  return element;
}

async function start() {
  const table = /** @type {HTMLElement | null} */ (document.querySelector(".downloads"));
  // Browsers have neither where a page came without https, nor in some private windows.
  if (!table || !("serviceWorker" in navigator) || !("caches" in globalThis)) return;
  const root = new URL(table.dataset.root ?? "./", document.baseURI).href;
  const status = /** @type {HTMLElement} */ (document.getElementById("luu-trang-thai"));
  const list = /** @type {HTMLElement} */ (document.getElementById("luu-danh-sach"));
  for (const row of /** @type {NodeListOf<HTMLElement>} */ (table.querySelectorAll("tr[data-file]"))) {
    const { file = "", sha256 = "", bytes = "0" } = row.dataset;
    const copy = new SavedCopy(root, { file, sha256, bytes: Number(bytes) });
    const line = new Line(copy, row.querySelector("th")?.textContent ?? file, status);
    await line.show();
    list.append(line.element);
  }
  /** @type {HTMLElement} */ (document.getElementById("luu")).hidden = false;
}

start();
