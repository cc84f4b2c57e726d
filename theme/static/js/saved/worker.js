/*
 * Shows the saved copies where there is no network; while there is one it answers nothing that is saved.
 *
 * A classic script, since `saved-worker.js` at the site's root takes it in. The copies lie in caches called
 * `ban-sao-…`, one a copy, under addresses below `ban-sao/doc/`, where the host has nothing.
 */
"use strict";

const PREFIX = "ban-sao-";
const FOLDER = "ban-sao/doc/";
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const HERE = worker.registration.scope;

worker.addEventListener("install", () => worker.skipWaiting());
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(HERE)) return;
  const path = decodeURI(new URL(request.url).href.slice(HERE.length).split(/[?#]/)[0]);
  if (request.mode === "navigate") event.respondWith(navigate(request, path));
  else if (path.startsWith(FOLDER)) event.respondWith(saved(path));
});

/**
 * The page from the network; without one, the same page of a saved copy.
 * @param {Request} request
 * @param {string} path
 */
async function navigate(request, path) {
  const isSaved = path.startsWith(FOLDER);
  const query = new URL(request.url).search;
  try {
    if (!isSaved) return await fetch(request);
    // On line a saved page gives way to the one that it is a copy of.
    const address =
      HERE +
      path
        .slice(FOLDER.length)
        .split("/")
        .slice(1)
        .join("/")
        .replace(/index\.html$/, "");
    const response = await fetch(address, { cache: "no-cache", redirect: "follow" });
    return response.ok ? Response.redirect(address + query, 302) : await saved(path);
  } catch {
    return isSaved ? saved(path) : savedInstead(path, query);
  }
}

/**
 * A file of a saved copy.
 * @param {string} path
 */
async function saved(path) {
  const found = await caches.match(HERE + path, { ignoreSearch: true });
  return found ?? new Response("", { status: 404 });
}

/**
 * Leads from a page of the site to that of a saved copy which shows it, or to the list of what is saved.
 * @param {string} path
 * @param {string} query
 */
async function savedInstead(path, query) {
  const [, issue, number] = /^(\d{4}\/\d\d\/\d\d\/)(\d+)\/$/.exec(path) ?? [];
  const file = issue ? `${issue}index.html` : path.replace(/(^|\/)$/, "$1index.html");
  const names = (await caches.keys())
    .filter((name) => name.startsWith(PREFIX))
    .sort()
    .reverse();
  for (const name of names) {
    const address = `${HERE}${FOLDER}${name.slice(PREFIX.length)}/${file}`;
    if (await (await caches.open(name)).match(address)) {
      return Response.redirect(address + query + (number ? `#bai-${number}` : ""), 302);
    }
  }
  return listOf(names);
}

/**
 * What there is to read, where the page asked for is not among it.
 * @param {string[]} names
 */
function listOf(names) {
  const links = names.map((name) => {
    const stem = name.slice(PREFIX.length);
    const year = /\d{4}$/.exec(stem);
    const address = `${HERE}${FOLDER}${stem}/index.html`.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
    return `<li><a href="${address}">${year ? `Năm ${year[0]}` : "Toàn bộ kho lưu trữ"}</a></li>`;
  });
  const page =
    '<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width">' +
    "<title>Đang ngoại tuyến</title><h1>Đang ngoại tuyến</h1>" +
    "<p>Không có mạng, và trang này không nằm trong phần đã lưu. Bạn đọc được:</p>" +
    `<ul>${links.join("")}</ul>`;
  return new Response(page, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
}
