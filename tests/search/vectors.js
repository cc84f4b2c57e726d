// Runs vectors.json through the search's modules; says in the title how it went and in the body what failed.

import { chunkOf } from "/theme/js/search/engine.js";
import { decodePostings } from "/theme/js/search/postings.js";
import { parseQuery } from "/theme/js/search/query.js";
import { bucketKey, fold, foldToken, hashOf, joined, single, syllables } from "/theme/js/search/words.js";
import TABLE from "/theme/js/search/table.js";

const failures = [];
let count = 0;

function same(name, found, wanted) {
  count++;
  const [a, b] = [JSON.stringify(found), JSON.stringify(wanted)];
  if (a !== b) failures.push(`${name}: ${a} instead of ${b}`);
}

const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const bytesOf = (text) => Uint8Array.from(text.match(/../g) ?? [], (byte) => parseInt(byte, 16));
const word = ([form, places]) => ({
  form,
  folded: foldToken(form),
  articles: Uint32Array.from(places, ([article]) => article),
  weights: Uint8Array.from(places, ([, weight]) => weight),
});
const plain = ({ form, articles, weights }) => [form, [...articles].map((article, at) => [article, weights[at]])];
const sorted = (pairs) => pairs.sort(([a], [b]) => (a < b ? -1 : 1));

const vectors = await (await fetch("vectors.json")).json();
const table = await (await fetch("table.json")).json();
same("table.js", TABLE, table);
for (const one of vectors.texts) {
  const found = syllables(one.text);
  same(`syllables of ${one.text}`, found, one.syllables);
  same(`folds of ${one.text}`, found.map(fold), one.folded);
  const tokens = [...found.map(single), ...found.slice(1).map((right, at) => joined(found[at], right))];
  same(`tokens of ${one.text}`, [...new Set(tokens)], one.tokens);
}
for (const one of vectors.buckets) {
  same(`key of ${one.token}`, bucketKey(one.token), one.key);
  same(`hash of ${one.token}`, hashOf(one.key), one.hash);
}
for (const one of vectors.postings) {
  same("postings", sorted(decodePostings(bytesOf(one.bytes)).map(plain)), sorted(Object.entries(one.words)));
}
for (const one of vectors.chunks) {
  const words = one.words.flatMap(([, forms]) => sorted(Object.entries(forms)).map(word));
  same("chunk", hex(chunkOf(words)), one.bytes);
}
for (const one of vectors.queries) {
  const read = parseQuery(one.text, one.typing).parts.map(({ places, idle, ...part }) => {
    const [first, last] = [places[0], places.at(-1)];
    return { ...part, from: one.text.slice(first.start, last.end) };
  });
  same(`query ${one.text}`, read, one.parts);
}

document.body.append(failures.join("\n"));
document.title = failures.length ? `${failures.length} of ${count} failed` : `${count} passed`;
