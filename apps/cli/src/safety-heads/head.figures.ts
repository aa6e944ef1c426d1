import {
  type Calibration,
  type Head,
  KINDS,
  logitOf,
  outputAt,
  probabilityOf,
  STOPPING,
  surestKind,
} from '@zhike/content-safety';
import type { ProgressSink } from '@zhike/evaluation';
import { type HeldOut, quantile, scoresOf, shareOf } from './head.calibration.js';
import { type HeadText, learn } from './head.material.js';
import { CUSTOMERS } from './safety.sources.js';

/** Of customers' messages that may be flagged while a source that was left out is looked for. */
const FALSE_ALARMS = 0.02;
/** Sources that are left out in turn. */
const LEFT_OUT = ['jade', 'cold', 'jailbreaks', 'xstest'] as const;

type Thresholds = Readonly<Record<Head, Calibration>>;

/** From its threshold on a head acts. */
const acts = (head: Head, logits: Float32Array, calibration: Thresholds): boolean =>
  probabilityOf(logitOf(logits, head), calibration[head]) >= calibration[head].threshold;

/** Makes lines of the share of some texts that are hit. */
function ratesOf(heldOut: HeldOut, isHit: (logits: Float32Array) => boolean) {
  return (name: string, wanted: (text: HeadText) => boolean): string => {
    const mine = [...heldOut].filter(([text]) => wanted(text));
    return line(name, shareOf(mine.map(([, logits]) => isHit(logits))), mine.length);
  };
}

/** What held-out texts come to, as lines of the model card. */
export function heldOutFigures(heldOut: HeldOut, calibration: Thresholds): string[] {
  const all = [...heldOut];
  const rate = ratesOf(heldOut, (logits) => STOPPING.some((head) => acts(head, logits, calibration)));
  const sources = [...new Set(all.filter(([{ expect }]) => expect).map(([{ source }]) => source))].toSorted();
  return [
    rate('prompts to block, blocked', ({ expect }) => expect === 'block'),
    rate('prompts that are fine, blocked', ({ expect }) => expect === 'allow'),
    rate('hard matters that may be asked, blocked', ({ expect }) => expect === 'answer_responsibly'),
    ...sources.flatMap((source) =>
      (['block', 'allow', 'answer_responsibly'] as const)
        .filter((expect) => all.some(([text]) => text.source === source && text.expect === expect))
        .map((expect) => rate(`  ${source}, ${expect}`, (text) => text.source === source && text.expect === expect)),
    ),
    rate('customers, blocked', ({ source }) => CUSTOMERS.some((name) => name === source)),
    line('COLD, right (abuse at even odds)', ...accuracy(heldOut, 'cold', 'abuse')),
    lookAlikes(heldOut),
    injections(heldOut),
    ...offTopic(heldOut, calibration),
    ...kinds(heldOut),
  ];
}

function accuracy(heldOut: HeldOut, source: string, head: Head): [number, number] {
  const known = [...heldOut].filter(([text]) => text.source === source && text.targets[outputAt(head)] !== undefined);
  const right = known.map(([{ targets }, logits]) => logitOf(logits, head) > 0 === (targets[outputAt(head)] === 1));
  return [shareOf(right), known.length];
}

/** XSTest by the head for harm alone, where one in ten of its safe prompts is refused. */
function lookAlikes(heldOut: HeldOut): string {
  const mine = [...heldOut].filter(([{ source }]) => source === 'xstest');
  const scores = (target: 0 | 1) =>
    mine.filter(([{ targets }]) => targets[outputAt('harm')] === target).map(([, logits]) => logitOf(logits, 'harm'));
  const at = quantile(scores(0), 0.9);
  return line(
    'XSTest, unsafe caught where .10 of the safe are refused',
    shareOf(scores(1).map((score) => score > at)),
    mine.length,
  );
}

/** BIPIA by sentence, where one in a hundred of the other sentences is flagged. */
function injections(heldOut: HeldOut): string {
  const bipia = new Map([...heldOut].filter(([{ source }]) => source === 'bipia'));
  const at = quantile(scoresOf(bipia, 'inject', 0), 0.99);
  const put = scoresOf(bipia, 'inject', 1);
  return line(
    'BIPIA, instructions found at .01 of the other sentences',
    shareOf(put.map((score) => score > at)),
    put.length,
  );
}

/** By the head's threshold: of clinc150's intents that no shop serves, and what is wrongly called so. */
function offTopic(heldOut: HeldOut, calibration: Thresholds): string[] {
  const rate = ratesOf(heldOut, (logits) => acts('off-topic', logits, calibration));
  const told = ({ targets }: HeadText, target: 0 | 1) => targets[outputAt('off-topic')] === target;
  return [
    rate('off-topic, clinc150: found', (text) => text.source === 'clinc150' && told(text, 1)),
    rate('off-topic, own sentences in Chinese: found', (text) => text.locale === 'zh' && told(text, 1)),
    rate('customers called off-topic', (text) => CUSTOMERS.some((name) => name === text.source) && told(text, 0)),
    rate('questions of the packs called off-topic', ({ source }) => source === 'questions'),
  ];
}

/** The surest kind of what is harmful, where the kind is known. */
function kinds(heldOut: HeldOut): string[] {
  const known = [...heldOut].flatMap(([{ source, targets }, logits]) => {
    const kind = KINDS.find((name) => targets[outputAt(name)] === 1);
    return kind ? [{ source, kind, isRight: surestKind(logits) === kind }] : [];
  });
  const right = (name: string, mine: typeof known) =>
    line(name, shareOf(mine.map(({ isRight }) => isRight)), mine.length);
  const jade = known.filter(({ source }) => source === 'jade');
  return [
    right('kinds right, JADE', jade),
    ...KINDS.filter((kind) => jade.some((one) => one.kind === kind)).map((kind) =>
      right(
        `  ${kind}`,
        jade.filter((one) => one.kind === kind),
      ),
    ),
    right(
      'kinds right, lead-ins',
      known.filter(({ source }) => source === 'toxic'),
    ),
  ];
}

/** Each source left out of learning: what is found of it where `FALSE_ALARMS` of held-out customers are flagged. */
export function leftOutFigures(texts: readonly HeadText[], seed: number, sink: ProgressSink): string[] {
  const isCustomer = ({ source }: HeadText) => CUSTOMERS.some((name) => name === source);
  const surest = (logits: Float32Array) => Math.max(...STOPPING.map((head) => logitOf(logits, head)));
  return LEFT_OUT.map((source) => {
    sink.write(`learning without ${source} …\n`);
    const kept = texts.filter((text) => text.source !== source && !(isCustomer(text) && text.fold === 0));
    const network = learn(kept, seed);
    const score = (text: HeadText) => surest(network.logits(text.locale, text.vectors));
    const at = quantile(texts.filter((text) => isCustomer(text) && text.fold === 0).map(score), 1 - FALSE_ALARMS);
    const mine = texts.filter((text) => text.source === source);
    const isHarmful = ({ targets }: HeadText) => STOPPING.some((head) => targets[outputAt(head)] === 1);
    const found = mine.filter(isHarmful).map((text) => score(text) > at);
    const fine = mine.filter((text) => !isHarmful(text)).map((text) => score(text) > at);
    const flagged = fine.length ? `; of its fine ones flagged ${shareOf(fine).toFixed(3)}` : '';
    return `${line(`without ${source}: found at .02 false alarms`, shareOf(found), found.length)}${flagged}`;
  });
}

const line = (name: string, value: number, n: number) => `${name.padEnd(60)} ${value.toFixed(3)} of ${n}`;
