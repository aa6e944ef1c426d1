import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { IdentityError } from './identity.errors.js';

/** By zxcvbn's reckoning (Wheeler, USENIX Security 2016): fewer are made in weeks even against slow hashes that were stolen. */
const LEAST_GUESSES = 1e8;
/** Reckoning takes longer with every sign, and whoever types more has nothing to fear. */
const MOST_RECKONED = 64;
const SHORTEST_WORD = 3;

let made: ZxcvbnFactory | undefined;
/** Ranking its words takes some seventy milliseconds: only a process in which a password is chosen needs it. */
const estimator = () => (made ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs }));

/**
 * Refuses what is on lists of common passwords, is a row of keys, a date or a repetition, or is hardly more than what everybody
 * knows of this member: `password-easy`.
 */
export function assertHardToGuess(password: string, known: readonly string[]): void {
  const words = known.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]);
  const own = words.map((word) => word.toLowerCase()).filter((word) => word.length >= SHORTEST_WORD);
  const { guesses } = estimator().check(password.normalize('NFKC').slice(0, MOST_RECKONED), [...OURS, ...own]);
  if (guesses >= LEAST_GUESSES) return;
  throw new IdentityError(
    'password-easy',
    'This password is among the first that are tried. Take several words that have nothing to do with each other, or with you.',
  );
}

const OURS = ['zhike', '知客', 'console'];
