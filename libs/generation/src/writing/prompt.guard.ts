import { createHmac, randomBytes } from 'node:crypto';
import type { Redactor } from '@zhike/ports';

const FENCE = /<(\/?)(sources|earlier|question)-(\w*)>/giu;
/** What a model names its sources by is ours to give. */
const SOURCE_NUMBER = /[[【［](\s*\d{1,3}(?:\s*[,，、]\s*\d{1,3})*\s*)[\]】］]/gu;
/** Read by machines and by nobody else: joiners, marks of direction, tag characters. */
const INVISIBLE = /[\p{Cf}\u115F\u1160\u3164\uFFA0]/gu;

/**
 * Keeps what customers write and shops publish data: it stands between tags that nobody else can write, holds no sign that is
 * ours, and what is personal in it stays here.
 */
export class PromptGuard {
  /** Stands in the rules a model is given and nowhere else. An answer that holds it has told the rules. */
  readonly canary = randomBytes(12).toString('hex');
  private readonly key = randomBytes(32);

  constructor(readonly redactor: Redactor) {}

  /**
   * Between tags that are named after the text under a key of this process: unknown to whoever writes the text, and equal for equal
   * texts, so that equal requests stay equal and a provider's cache of beginnings serves.
   */
  fence(name: string, text: string): string {
    const tag = `${name}-${createHmac('sha256', this.key).update(`${name}\n${text}`).digest('hex').slice(0, 16)}`;
    return `<${tag}>\n${text}\n</${tag}>`;
  }

  /** Without what could pass for a sign of ours. */
  inert(text: string): string {
    return text.replaceAll(INVISIBLE, '').replaceAll(FENCE, '‹$1$2 $3›').replaceAll(SOURCE_NUMBER, '〔$1〕');
  }
}
