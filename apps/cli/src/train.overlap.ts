/** Token F1 of two texts, as bags of words and Chinese characters; what an answer is scored by. */
export function sharedTokens(text: string, reference: string): number {
  const [own, wanted] = [tokensOf(text), tokensOf(reference)];
  const left = new Map<string, number>();
  for (const token of wanted) left.set(token, (left.get(token) ?? 0) + 1);
  let shared = 0;
  for (const token of own) {
    const count = left.get(token) ?? 0;
    if (count) shared++;
    left.set(token, Math.max(0, count - 1));
  }
  return shared ? (2 * shared) / (own.length + wanted.length) : 0;
}

const tokensOf = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[a-z0-9]+(?:[.,]\d+)*|\p{Script=Han}/gu) ?? [];
