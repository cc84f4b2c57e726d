// Asks the search of the pages, module by module the same, with files from a disk: `node ask.mjs MODULES SEARCH < queries`.

import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const [modules, folder] = process.argv.slice(2, 4).map((path) => pathToFileURL(`${path}/`).href);
const knowsParts = process.argv[4] !== "whole";
const { HttpData } = await import(new URL("data.js", modules).href);
const { Search } = await import(new URL("search.js", modules).href);

class DiskData extends HttpData {
  async response(file, { headers = {} }) {
    return this.read(file, async () => {
      const data = await readFile(new URL(file, this.base));
      const [, from, last] = (knowsParts && /^bytes=(\d+)-(\d+)$/.exec(headers.Range ?? "")) || [];
      return from ? new Response(data.subarray(Number(from), Number(last) + 1), { status: 206 }) : new Response(data);
    });
  }
}

/** Bytes that the session holds on to. */
function held() {
  globalThis.gc();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

const data = new DiskData(folder);
const search = new Search(data);
const none = { tinh: "", gopTinh: false, muc: "", nguon: "", tacgia: "", nam: "", tu: "", den: "" };
const queries = JSON.parse(await new Response(process.stdin).text());
await search.open();
console.warn = () => {};
for (const { filters = {}, ...asked } of queries) {
  const before = data.received;
  const started = performance.now();
  let last;
  const usual = { typing: false, order: "relevance", shown: 10, without: [] };
  await search.answer({ ...usual, ...asked, filters: { ...none, ...filters } }, (answer) => (last = answer), () => true);
  const answer = {
    paths: last.results.map((result) => result.path),
    missing: last.results.map((result) => result.missing),
    total: last.total,
    whole: last.whole,
    mended: last.mended?.text ?? "",
    instead: last.mended?.instead ?? false,
    chips: last.chips.filter((chip) => chip.on).map((chip) => chip.label),
    offered: last.chips.filter((chip) => !chip.on).map((chip) => chip.label),
    idle: last.idle,
    issue: last.issue,
    counts: last.counts,
    ms: performance.now() - started,
    bytes: data.received - before,
    held: held(),
  };
  process.stdout.write(JSON.stringify(answer) + "\n");
}
