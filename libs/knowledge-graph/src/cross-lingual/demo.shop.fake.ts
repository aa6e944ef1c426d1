import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Locale } from '@zhike/contracts';
import type { PublishedVersion } from '@zhike/ports';

const ROOT = new URL('../../../../', import.meta.url);
/** The demo shop's policies, which say the same in both languages, section by section. */
const FILES: Record<Locale, Readonly<Record<string, string>>> = {
  en: Object.fromEntries(
    ['returns', 'shipping', 'membership', 'warranty', 'privacy', 'invoice'].map((name) => [name, `${name}-policy`]),
  ),
  zh: {
    returns: '退换货政策',
    shipping: '配送政策',
    membership: '会员政策',
    warranty: '保修政策',
    privacy: '隐私政策',
    invoice: '发票政策',
  },
};

export interface DemoQuestion extends Readonly<Record<Locale, string>> {
  readonly policy: string;
  /** Place of the section that answers, counted from 1. */
  readonly section: number;
}

/** One language of the demo shop as published versions; a clause's key is `<policy>#<section>`. */
export async function demoShop(workspaceId: string, locale: Locale): Promise<PublishedVersion[]> {
  return Promise.all(
    Object.entries(FILES[locale]).map(async ([policy, name]) => {
      const policyId = `${workspaceId}-${locale}-${policy}`;
      const text = await readFile(fileURLToPath(new URL(`demo/${locale}/${name}.md`, ROOT)), 'utf8');
      const [, title = ''] = /^# (.*)$/mu.exec(text) ?? [];
      const [opening = '', ...sections] = text.slice(text.indexOf(`# ${title}`)).split(/^## /mu);
      const clauses = [opening.replace(/^# .*\n/u, `${title}\n`), ...sections].map((section, position) => {
        const [heading = '', ...lines] = section.split('\n');
        const key = `${policy}#${position}`;
        return { id: `${policyId}#${position}`, key, position, heading, path: [], text: lines.join('\n').trim() };
      });
      return {
        ...{
          workspaceId,
          policyId,
          policyTitle: title,
          kind: 'policy' as const,
          locale,
          clauses,
        },
        ...{ versionId: `${policyId}-v1`, version: 1, effectiveFrom: new Date('2026-01-01'), facts: [] },
      };
    }),
  );
}

/** Questions in both languages, different ones, of which one section of the demo shop is the answer. */
export const demoQuestions = () => lines<DemoQuestion>('questions.jsonl');
/** Questions of which the demo shop says nothing. */
export const unrelatedQuestions = () => lines<Readonly<Record<Locale, string>>>('unrelated.jsonl');

async function lines<Line>(name: string): Promise<Line[]> {
  const text = await readFile(fileURLToPath(new URL(`tests/fixtures/cross-lingual/${name}`, ROOT)), 'utf8');
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);
}
