export default {
  separator: "ǀ",
  longest_syllable: 24,
  letters: { đ: "d", ð: "d", ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", ı: "i" },
  packs: {
    t: { parts: 16, unit: 64 },
    f: { parts: 16, unit: 128 },
    c: { parts: 16, unit: 128 },
    r: { parts: 16, unit: 128 },
  },
  weights: { title: 48, body: 24, long_form: 12 },
};
