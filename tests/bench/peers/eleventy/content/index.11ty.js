import { card, line, page } from "../page.js";

export const data = { eleventyExcludeFromCollections: true, permalink: "/" };
export const render = ({ collections }) => page("/", "Bản tin Điểm báo", collections.newest.map(card).join("\n")
  + `<ul>${collections.years.map(line).join("")}</ul>`);
