// What the page says about a search, in words.

const number = new Intl.NumberFormat("vi-VN");

export const NOTHING_ASKED = "";
export const LOADING = "Đang tải dữ liệu tìm kiếm…";
export const NO_WORD = "Hãy nhập ít nhất một chữ hoặc số.";

/**
 * @param {import("./search.js").Answer} answer
 * @param {{hasFilter: boolean}} asked
 */
export function summary(answer, { hasFilter }) {
  const total = number.format(answer.total);
  if (!answer.complete) {
    const share = answer.articles ? ` Đã xem ${answer.searched} phần của kho.` : "";
    return answer.total ? `Đang tìm… đến giờ có ${total} bài.${share}` : `Đang tìm…${share}`;
  }
  const where = hasFilter ? " trong phạm vi đã lọc" : "";
  if (!answer.total && answer.failed.length) return `Chưa tìm thấy bài nào${where} trong phần kho đọc được.`;
  if (!answer.total) {
    return answer.articles
      ? `Không tìm thấy bài nào${where}. Hãy thử ít từ hơn, bỏ dấu ngoặc kép${hasFilter ? " hoặc bỏ bớt bộ lọc" : ""}.`
      : "Kho chưa có bài nào.";
  }
  const idle = answer.idle.length
    ? ` Không xét: ${answer.idle.map((words) => `“${words}”`).join(", ")}.`
    : "";
  if (answer.whole === answer.total) {
    return (answer.atMost ? `Có không quá ${total} bài${where}.` : `Có ${total} bài${where}.`) + idle;
  }
  const others = `dưới mỗi bài có ghi từ còn thiếu.`;
  if (answer.whole <= 0)
    return `Không có bài nào${where} có đủ các từ. ${total} bài có phần lớn; ${others}${idle}`;
  const rest = number.format(answer.total - answer.whole);
  return `Có ${number.format(answer.whole)} bài${where} có đủ các từ, và ${rest} bài có phần lớn; ${others}${idle}`;
}

/** @param {number} count */
export function countText(count) {
  return number.format(count);
}

/** @param {string} day such as `2023-12-11` */
export function dayText(day) {
  // As bulletin/text/dates.py writes it: zeros before days below ten and the first two months.
  const [year, month, date] = day.split("-").map(Number);
  return `${date < 10 ? "0" : ""}${date}/${month < 3 ? "0" : ""}${month}/${year}`;
}
