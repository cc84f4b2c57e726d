// Where the search runs in the offline copy: in the page, since no worker may be had from a disk.

import { answerInPage } from "../../static/js/search/in_page.js";
import { DiskData } from "./data.js";

/**
 * @param {string} base
 * @param {(reply: any) => void} receive
 * @param {(id: number) => boolean} isNewest
 */
export async function connect(base, receive, isNewest) {
  return answerInPage(new DiskData(base), receive, isNewest);
}
