// Keys of Telex and VNI that stayed as they were typed, because no input method was on: `cair cachs`, `kho6ng d9e63`.

/** @type {Record<string, string>} */
const TELEX_TONES = { s: "\u0301", f: "\u0300", r: "\u0309", x: "\u0303", j: "\u0323" };
/** @type {Record<string, string>} */
const VNI_TONES = { 1: "\u0301", 2: "\u0300", 3: "\u0309", 4: "\u0303", 5: "\u0323" };
const VOWEL = /[aeiouyăâêôơư]/u;
const VNI = /^[a-zđ]+\d[a-z\d]*$/u;

/**
 * What the keys of one syllable mean, or the same where they mean nothing.
 * @param {string} keys in small letters
 */
export function fromTelex(keys) {
  if (!/^[a-z]{2,9}$/.test(keys)) return keys;
  let letters = keys;
  let tone = "";
  for (let at = letters.length - 1; at > 0; at--) {
    const found = TELEX_TONES[letters[at]];
    if (!found || !VOWEL.test(letters.slice(0, at))) continue;
    tone = found;
    letters = letters.slice(0, at) + letters.slice(at + 1);
    break;
  }
  letters = letters.replace(/^d(.*)d/u, "đ$1");
  letters = letters.replace(/([aeo])([^aeo]*)\1/u, (_, vowel, between) => `${HAT[vowel]}${between}`);
  while (letters.includes("w")) {
    const [before, ...rest] = letters.split("w");
    letters = (horned(before) ?? before) + rest.join("w");
  }
  return withTone(letters, tone);
}

/**
 * What the keys of one syllable mean, or the same where they are none of VNI.
 * @param {string} keys in small letters
 */
export function fromVni(keys) {
  if (!VNI.test(keys)) return keys;
  let letters = "";
  let tone = "";
  for (const key of keys) {
    if (VNI_TONES[key] && VOWEL.test(letters)) tone = VNI_TONES[key];
    else if (key === "9") letters = letters.replace(/^d/u, "đ");
    else if (key === "6") letters = letters.replace(/[aeo](?=[^aeo]*$)/u, (vowel) => HAT[vowel]);
    else if (key === "7") letters = horned(letters) ?? letters;
    else if (key === "8") letters = letters.replace(/a(?=[^a]*$)/u, "ă");
    else if (/\d/.test(key)) return keys;
    else letters += key;
  }
  return withTone(letters, tone);
}

/** @type {Record<string, string>} */
const HAT = { a: "â", e: "ê", o: "ô" };

/**
 * Letters with the horn or the bow that a `w` behind them gives.
 * @param {string} letters
 */
function horned(letters) {
  if (/[uư][oơ](?=[^aeiouy]*$)/u.test(letters)) return letters.replace(/[uư][oơ](?=[^aeiouy]*$)/u, "ươ");
  if (/uoi$/u.test(letters)) return letters.replace(/uoi$/u, "ươi");
  if (/u[aiu]$/u.test(letters) && !/^q/u.test(letters)) return letters.replace(/u(?=[aiu]$)/u, "ư");
  const found = /[aou](?=[^aou]*$)/u.exec(letters);
  if (!found) return VOWEL.test(letters) ? null : `${letters}ư`;
  const horn = { a: "ă", o: "ơ", u: "ư" }[found[0]];
  return letters.slice(0, found.index) + horn + letters.slice(found.index + 1);
}

/**
 * @param {string} letters
 * @param {string} tone
 */
function withTone(letters, tone) {
  if (!tone) return letters;
  const start = /^(?:qu|gi(?=[aeouyăâêôơư]))/u.exec(letters)?.[0].length ?? 0;
  const vowels = /[aeiouyăâêôơư]+/u.exec(letters.slice(start));
  if (!vowels) return letters;
  const from = start + vowels.index;
  const own = vowels[0];
  const special = Math.max(...["ă", "â", "ê", "ô", "ơ", "ư"].map((one) => own.lastIndexOf(one)));
  const isOpen = from + own.length === letters.length;
  const at = from + (own.includes("ơ") ? own.indexOf("ơ") : special >= 0 ? special : placeIn(own, isOpen));
  return (letters.slice(0, at + 1) + tone + letters.slice(at + 1)).normalize("NFC");
}

/**
 * @param {string} vowels
 * @param {boolean} isOpen whether no consonant follows
 */
function placeIn(vowels, isOpen) {
  if (vowels.length === 3) return 1;
  return vowels.length === 2 && !isOpen ? 1 : 0;
}
