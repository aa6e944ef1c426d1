import { pinyin } from 'pinyin-pro';

const usual = new Map<string, string>();

/** Syllables of a word as they are spoken in it, without tones, ü as v; one for each character. */
export function readingsOf(word: string): string[] {
  return pinyin(word, { toneType: 'none', type: 'array', v: true, toneSandhi: false });
}

/** The most frequent reading of a character alone. */
export function usualReading(character: string): string {
  const known = usual.get(character);
  if (known !== undefined) return known;
  const [reading = ''] = readingsOf(character);
  usual.set(character, reading);
  return reading;
}

/** `wx` for 微信; undefined for a word with a character that has no reading. */
export function initialsOf(word: string): string | undefined {
  const readings = readingsOf(word);
  if (readings.length < 2 || !readings.every((reading) => /^[a-z]+$/u.test(reading))) return undefined;
  return readings.map((reading) => reading[0]).join('');
}
