import type { CopyOrder, CopyWriter } from './copy.writer.js';

/** So often another seed is tried where a draft came out like another one; a writer that insists keeps its text. */
const TRIES = 3;
const NEXT_SEED = 104_729;
const SEEDS = 2_147_483_647;

/** Writes one draft to its end. `onPartial` hears what there is so far. */
export async function writeDraft(
  writer: CopyWriter,
  order: CopyOrder,
  signal: AbortSignal,
  onPartial: (text: string) => void,
): Promise<string> {
  let text = '';
  for (let tries = 0; tries < TRIES; tries++) {
    text = '';
    for await (const piece of writer.write({ ...order, seed: (order.seed + tries * NEXT_SEED) % SEEDS }, signal)) {
      text += piece;
      onPartial(text);
    }
    text = bare(text);
    if (!order.others.includes(text)) return text;
  }
  return text;
}

/** Models like to fence or quote what they write. */
function bare(text: string): string {
  const unfenced = text
    .trim()
    .replace(/^```\w*\n([\s\S]*?)\n?```$/u, '$1')
    .trim();
  const quoted = /^(?:“([^“”]+)”|"([^"]+)"|「([^「」]+)」)$/u.exec(unfenced);
  return (quoted?.slice(1).find((inside) => inside !== undefined) ?? unfenced).trim();
}
