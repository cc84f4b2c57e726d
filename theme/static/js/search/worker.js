// The search in a thread of its own, so that the page never waits for it.

import { HttpData } from "./data.js";
import { Search } from "./search.js";

/** @param {any} scope the worker's global object */
function serve(scope) {
  /** @type {Search | null} */
  let search = null;
  let newest = 0;
  scope.onmessage = async (/** @type {MessageEvent} */ { data: { id, base, request } }) => {
    search ??= new Search(new HttpData(base));
    newest = id;
    try {
      if (request) {
        await search.answer(
          request,
          (answer) => scope.postMessage({ id, answer }),
          () => id === newest,
        );
      } else {
        await search.open();
        scope.postMessage({ id, names: search.names });
      }
    } catch (error) {
      scope.postMessage({ id, error: String(error) });
    }
  };
  scope.postMessage({ ready: true });
}

serve(self);
