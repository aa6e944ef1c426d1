import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Locale } from '@zhike/contracts';
import { floatBytes, floatsOf } from '@zhike/platform';
import { z } from 'zod';
import { HEADS, type Head, OUTPUTS } from './head.names.js';
import { HeadNetwork, HeadNetworks, type NetworkWeights } from './head.network.js';

/** From a head's log-odds to a probability that means what it says (Platt 1999), and the probability from which it acts. */
const Calibration = z.object({ scale: z.number().positive(), shift: z.number(), threshold: z.number().min(0).max(1) });
export type Calibration = z.infer<typeof Calibration>;

export const probabilityOf = (logit: number, { scale, shift }: Pick<Calibration, 'scale' | 'shift'>): number =>
  1 / (1 + Math.exp(-(scale * logit + shift)));

const byLocale = z.record(Locale, z.string());

const NetworkInFile = z.object({
  outputs: z.array(z.enum(OUTPUTS)).min(1),
  width: z.number().int().positive(),
  /** 32-bit floats, little-endian, in base64. */
  values: z.object({ own: byLocale, shared: byLocale, bias: byLocale, out: z.base64(), outBias: z.base64() }),
});
type NetworkInFile = z.infer<typeof NetworkInFile>;

/** `models/safety-heads/weights.json`. */
const HeadsFile = z.object({
  version: z.literal(2),
  seed: z.number().int(),
  /** Ids of the embedding models whose vectors are read: other weights mean nothing to the heads. */
  models: z.object({ own: byLocale, shared: byLocale }),
  calibration: z.record(z.enum(HEADS), Calibration),
  /** Of all values' bytes, lower-case hex: a file that was damaged on the way is not believed. */
  sha256: z.string(),
  networks: z.array(NetworkInFile),
});
type HeadsFile = z.infer<typeof HeadsFile>;

export interface SemanticHeads {
  readonly network: HeadNetworks;
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
  const networks = network.networks.map(written);
  const file: HeadsFile = { version: 2, seed, models, calibration, sha256: hashOf(networks), networks };
  return `${JSON.stringify(file, undefined, 1)}\n`;
}

function written({ outputs, weights }: HeadNetwork): NetworkInFile {
  const { width, own, shared, bias, out, outBias } = weights;
  const both = (by: Readonly<Record<Locale, Float32Array>>) => ({ zh: encode(by.zh), en: encode(by.en) });
  const values = { own: both(own), shared: both(shared), bias: both(bias), out: encode(out), outBias: encode(outBias) };
  return { outputs: [...outputs], width, values };
}

function toHeads({ networks, models, calibration, sha256 }: HeadsFile): SemanticHeads {
  const actual = hashOf(networks);
  if (actual !== sha256) throw new Error(`the values have sha256 ${actual} instead of ${sha256}`);
  const missing = OUTPUTS.filter((output) => !networks.some(({ outputs }) => outputs.includes(output)));
  if (missing.length) throw new Error(`no network tells ${missing.join(', ')}`);
  return { network: new HeadNetworks(networks.map(toNetwork)), models, calibration };
}

function toNetwork({ outputs, width, values }: NetworkInFile): HeadNetwork {
  const both = (by: Readonly<Record<Locale, string>>) => ({ zh: decode(by.zh), en: decode(by.en) });
  const weights: NetworkWeights = {
    width,
    own: both(values.own),
    shared: both(values.shared),
    bias: both(values.bias),
    out: decode(values.out),
    outBias: decode(values.outBias),
  };
  if (weights.out.length !== width * outputs.length || weights.outBias.length !== outputs.length)
    throw new Error(`the values are not those of ${width} units and ${outputs.length} outputs`);
  return new HeadNetwork(outputs, weights);
}

function hashOf(networks: HeadsFile['networks']): string {
  const parts = networks.flatMap(({ values: { own, shared, bias, out, outBias } }) => [
    ...[own.zh, own.en, shared.zh, shared.en, bias.zh, bias.en],
    ...[out, outBias],
  ]);
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}

const encode = (values: Float32Array) => floatBytes(values).toString('base64');
const decode = (text: string) => floatsOf(Buffer.from(text, 'base64'));
