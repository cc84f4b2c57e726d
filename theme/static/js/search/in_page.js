// The search in the page itself, where no worker can be had.

import { Search } from "./search.js";

/**
 * @param {any} data where its data comes from, such as HttpData
 * @param {(reply: any) => void} receive
 * @param {(id: number) => boolean} isNewest
 * @returns {(message: any) => Promise<void>}
 */
export function answerInPage(data, receive, isNewest) {
  const search = new Search(data);
  return async ({ id, request }) => {
    try {
      if (request) {
        await search.answer(
          request,
          (answer) => receive({ id, answer }),
          () => isNewest(id),
        );
      } else {
        await search.open();
        receive({ id, names: search.names });
      }
    } catch (error) {
      receive({ id, error: String(error) });
    }
  };
}
