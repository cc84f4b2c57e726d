// Where the search runs: in a worker where there are workers, else in the page. The offline copy has its own.

const SILENT_MS = 8_000;

/**
 * @param {string} base address of the folder `search/`
 * @param {(reply: any) => void} receive
 * @param {(id: number) => boolean} isNewest whether somebody still waits for the answer to a message
 * @returns {Promise<(message: any) => void>} how to send a message
 */
export function connect(base, receive, isNewest) {
  return new Promise((resolve) => {
    let timer = 0;
    const inPage = () => {
      clearTimeout(timer);
      resolve(startInPage(base, receive, isNewest));
    };
    try {
      const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
      worker.onerror = inPage;
      worker.onmessage = ({ data }) => {
        clearTimeout(timer);
        if (data.ready) resolve((message) => worker.postMessage(message));
        else receive(data);
      };
      // A worker whose code arrived empty says nothing at all.
      timer = setTimeout(() => {
        worker.terminate();
        inPage();
      }, SILENT_MS);
    } catch {
      inPage();
    }
  });
}

/**
 * @param {string} base
 * @param {(reply: any) => void} receive
 * @param {(id: number) => boolean} isNewest
 */
async function startInPage(base, receive, isNewest) {
  const [{ HttpData }, { answerInPage }] = await Promise.all([import("./data.js"), import("./in_page.js")]);
  return answerInPage(new HttpData(base), receive, isNewest);
}
