// The files of a zip as `bulletin/offline/copy_zip.py` writes it: all deflated, names in UTF-8, no extensions.

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const END_SIZE = 22;

/**
 * @param {Blob} zip
 * @returns {Promise<{name: string, content: () => Promise<Uint8Array>}[]>}
 */
export async function filesOf(zip) {
  const end = new DataView(await zip.slice(-END_SIZE).arrayBuffer());
  if (end.byteLength < END_SIZE || end.getUint32(0, true) !== END) throw new Error("the zip is damaged");
  const count = end.getUint16(10, true);
  const size = end.getUint32(12, true);
  const start = end.getUint32(16, true);
  const directory = await zip.slice(start, start + size).arrayBuffer();
  const view = new DataView(directory);
  const utf8 = new TextDecoder("utf-8", { fatal: true });
  const files = [];
  for (let number = 0, at = 0; number < count; number++) {
    if (view.getUint32(at, true) !== ENTRY) throw new Error("the zip is damaged");
    const packed = view.getUint32(at + 20, true);
    const length = view.getUint16(at + 28, true);
    const place = view.getUint32(at + 42, true) + 30 + length;
    const name = utf8.decode(new Uint8Array(directory, at + 46, length));
    files.push({ name, content: () => inflated(zip.slice(place, place + packed)) });
    at += 46 + length;
  }
  return files;
}

/** @param {Blob} packed */
async function inflated(packed) {
  const stream = packed.stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
