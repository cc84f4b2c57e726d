export default {
  separator: "ǀ",
  longest_syllable: 24,
  letters: { đ: "d", ð: "d", ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", ı: "i" },
  texts_in_a_pack: 128,
  text_unit: 64,
  weights: { title: 48, body: 24, long_form: 12 },
};
