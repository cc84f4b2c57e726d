// Asks the search of the pages, module by module the same, with files from a disk: `node ask.mjs MODULES SEARCH < queries`.

import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const [modules, folder] = process.argv.slice(2).map((path) => pathToFileURL(`${path}/`).href);
const { HttpData } = await import(new URL("data.js", modules).href);
const { Search } = await import(new URL("search.js", modules).href);

class DiskData extends HttpData {
  async response(file) {
    return this.read(file, async () => new Response(await readFile(new URL(file, this.base))));
  }
}

const data = new DiskData(folder);
const search = new Search(data);
const none = { tinh: "", gopTinh: false, muc: "", nguon: "", tacgia: "", nam: "", tu: "", den: "" };
const queries = JSON.parse(await new Response(process.stdin).text());
await search.open();
console.warn = () => {};
for (const { text, shown, typing = false, filters = {} } of queries) {
  const before = data.received;
  const started = performance.now();
  let last;
  const request = { text, typing, filters: { ...none, ...filters }, order: "relevance", shown, without: [] };
  await search.answer(request, (answer) => (last = answer), () => true);
  const answer = {
    paths: last.results.map((result) => result.path),
    total: last.total,
    mended: last.mended?.text ?? "",
    ms: performance.now() - started,
    bytes: data.received - before,
  };
  process.stdout.write(JSON.stringify(answer) + "\n");
}
