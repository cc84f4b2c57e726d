import { meta, page } from "../../page.js";

export function render(data) {
  const day = `/${data.day.replaceAll("-", "/")}/`;
  return page(data.page.url, data.title, `${meta(data)}${data.content}<p><a href="${day}">${data.day.split("-").reverse().join("/")}</a></p>`);
}
