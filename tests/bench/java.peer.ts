import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchSettings } from './bench.part.js';

const TIME_LIMIT_MS = 180_000;

interface FoldedWork {
  readonly words: readonly string[];
  readonly texts: readonly string[];
  readonly repetitions: number;
}

/**
 * Megabytes per second of processor time that sensitive-word reads with its folds on; null where its jars are not in
 * `java/sensitive-word` of the peers' folder, or Java is not installed. They are Maven's
 * `com.github.houbb:sensitive-word` with what it depends on.
 */
export function measureSensitiveWord(
  { peers, tell }: BenchSettings,
  { words, texts, repetitions }: FoldedWork,
): number | null {
  const jars = join(peers, 'java/sensitive-word');
  if (!existsSync(jars)) return null;
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const [wordFile, textFile] = [join(folder, 'words'), join(folder, 'texts')];
    writeFileSync(wordFile, words.join('\n'));
    writeFileSync(textFile, texts.map((text) => text.replaceAll(/\s+/gu, ' ')).join('\n'));
    const source = join(import.meta.dirname, 'peers/SensitiveWordPeer.java');
    const args = ['-cp', join(jars, '*'), source, wordFile, textFile, String(repetitions)];
    const { status, stdout, stderr } = spawnSync('java', args, { encoding: 'utf8', timeout: TIME_LIMIT_MS });
    const rate = Number(stdout?.trim());
    if (status === 0 && rate > 0) return rate;
    tell(`sensitive-word could not be measured: ${stderr?.trim().split('\n')[0] ?? 'no Java'}`);
    return null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
