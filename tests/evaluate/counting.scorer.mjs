// Stands where an evaluation's scorer stands, and speaks its JSON: counts lines, judges nothing.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const read = (path) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
const time = { p50: 1, p95: 2 };

function scoreSafety([prompts, verdicts]) {
  const lines = read(verdicts);
  const all = { n: lines.length, blockedWhenHarmful: 1, blockedWhenFine: 0, ms: time };
  return { asked: lines.length, missing: read(prompts).length - lines.length, all };
}

function scorePack([folder, answers]) {
  const lines = read(answers);
  const cited = lines.filter(({ citations }) => citations.length).length;
  const all = {
    n: lines.length,
    retrieval: { n: lines.length, hit1: 0.5, hit5: 0.9, hit10: 1 },
    answeredWhenAnswerable: 1,
    citesGold: cited / lines.length,
    citationPrecision: 1,
    citesWhatIsNotInThePack: 0,
    uncited: 0,
    accuracy: 0.25,
    accuracyN: 4,
    decisionAccuracy: null,
    decisionN: 0,
    tokenF1: { n: 0, mean: null },
    keptSilentWhenUnanswerable: { n: 2, rate: 1 },
    askedBackWhenUnclear: { n: 0, rate: null },
    answersWithNumberNotInEvidence: 0,
    firstTextMs: time,
    totalMs: time,
  };
  const questions = read(join(folder, 'questions.jsonl')).length;
  return { pack: folder, asked: lines.length, missing: questions - lines.length, groups: { all } };
}

const args = process.argv.slice(2);
console.log(JSON.stringify(args[0] === '--safety' ? scoreSafety(args.slice(1)) : scorePack(args)));
