// Where the search's data comes from in the offline copy.

import { DiskData } from "./data.js";

/** @param {string} base address of the folder `search/` */
export function dataBelow(base) {
  return new DiskData(base);
}
