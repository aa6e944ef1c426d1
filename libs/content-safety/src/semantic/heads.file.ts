import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Locale } from '@zhike/contracts';
import { floatBytes, floatsOf } from '@zhike/platform';
import { z } from 'zod';
import { HEADS, type Head } from './head.names.js';
import { HeadNetwork, type NetworkWeights } from './head.network.js';

/** From a head's log-odds to a probability that means what it says (Platt 1999), and the probability from which it acts. */
const Calibration = z.object({ scale: z.number().positive(), shift: z.number(), threshold: z.number().min(0).max(1) });
export type Calibration = z.infer<typeof Calibration>;

const byLocale = z.record(Locale, z.string());

/** `models/safety-heads/weights.json`. */
const HeadsFile = z.object({
  version: z.literal(1),
  seed: z.number().int(),
  /** Ids of the embedding models whose vectors are read: other weights mean nothing to the heads. */
  models: z.object({ own: byLocale, shared: byLocale }),
  width: z.number().int().positive(),
  calibration: z.record(z.enum(HEADS), Calibration),
  /** Of all values' bytes, lower-case hex: a file that was damaged on the way is not believed. */
  sha256: z.string(),
  /** 32-bit floats, little-endian, in base64. */
  values: z.object({ own: byLocale, shared: byLocale, bias: byLocale, out: z.base64(), outBias: z.base64() }),
});
type HeadsFile = z.infer<typeof HeadsFile>;

export interface SemanticHeads {
  readonly network: HeadNetwork;
  readonly models: HeadsFile['models'];
  readonly calibration: Readonly<Record<Head, Calibration>>;
}

export interface ReadSemanticHeads {
  readonly heads?: SemanticHeads;
  /** Why there are none; undefined where the file was read whole. */
  readonly problem?: string;
}

/** A file that is absent, damaged or of another make is no error: messages are then screened by rules and words alone. */
export function readSemanticHeads(file: string): ReadSemanticHeads {
  try {
    return { heads: toHeads(HeadsFile.parse(JSON.parse(readFileSync(file, 'utf8')))) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { problem: `${file} cannot be used, so messages are screened by rules and words alone: ${reason}` };
  }
}

/** The content of the file for these heads. */
export function writtenHeads({ network, models, calibration }: SemanticHeads, seed: number): string {
  const { width, own, shared, bias, out, outBias } = network.weights;
  const both = (by: Readonly<Record<Locale, Float32Array>>) => ({ zh: encode(by.zh), en: encode(by.en) });
  const values = {
    own: both(own),
    shared: both(shared),
    bias: both(bias),
    out: encode(out),
    outBias: encode(outBias),
  };
  const written: HeadsFile = { version: 1, seed, models, width, calibration, sha256: hashOf(values), values };
  return `${JSON.stringify(written, undefined, 1)}\n`;
}

function toHeads({ width, values, models, calibration, sha256 }: HeadsFile): SemanticHeads {
  const actual = hashOf(values);
  if (actual !== sha256) throw new Error(`the values have sha256 ${actual} instead of ${sha256}`);
  const both = (by: Readonly<Record<Locale, string>>) => ({ zh: decode(by.zh), en: decode(by.en) });
  const weights: NetworkWeights = {
    width,
    own: both(values.own),
    shared: both(values.shared),
    bias: both(values.bias),
    out: decode(values.out),
    outBias: decode(values.outBias),
  };
  if (weights.out.length !== width * HEADS.length || weights.outBias.length !== HEADS.length)
    throw new Error(`the values are not those of ${width} units and ${HEADS.length} heads`);
  return { network: new HeadNetwork(weights), models, calibration };
}

function hashOf({ own, shared, bias, out, outBias }: HeadsFile['values']): string {
  const parts = [own.zh, own.en, shared.zh, shared.en, bias.zh, bias.en, out, outBias];
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}

const encode = (values: Float32Array) => floatBytes(values).toString('base64');
const decode = (text: string) => floatsOf(Buffer.from(text, 'base64'));
