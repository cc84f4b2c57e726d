// Where the search's data comes from. The offline copy has its own.

import { HttpData } from "./data.js";

/** @param {string} base address of the folder `search/` */
export function dataBelow(base) {
  return new HttpData(base);
}
