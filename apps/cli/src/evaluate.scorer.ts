import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findProductRoot } from '@zhike/assembly';
import { UsageError } from './command.js';

/** Beside the repository, where the people who keep the packs keep it. */
const USUAL_PLACE = '../shared/tools/score.mjs';

/** Says that the product's own few figures are enough. */
const NONE = 'none';

/** A script that scores answers; it is no part of the product, so that the product does not mark its own work. */
export class Scorer {
  private constructor(private readonly path: string) {}

  /** `asked` for on the command line, `set` in the environment, or in its usual place; undefined when it is nowhere or `none` is asked for. */
  static find(asked: string | undefined, set: string | undefined): Scorer | undefined {
    const named = asked ?? set;
    if (named === NONE) return undefined;
    const path = named ? resolve(named) : join(findProductRoot(), USUAL_PLACE);
    if (existsSync(path)) return new Scorer(path);
    if (named) throw new UsageError(`There is no scorer at ${named}.`);
    return undefined;
  }

  scorePack(folder: string, answers: string): Promise<unknown> {
    return this.run([folder, answers]);
  }

  scoreSafety(prompts: string, verdicts: string): Promise<unknown> {
    return this.run(['--safety', prompts, verdicts]);
  }

  private async run(args: readonly string[]): Promise<unknown> {
    const { code, stdout, stderr } = await runNode([this.path, ...args]);
    if (code !== 0) throw new Error(`The scorer ended with ${code ?? 'a signal'}: ${stderr.trim()}`);
    try {
      return JSON.parse(stdout) as unknown;
    } catch {
      throw new Error(`The scorer printed no JSON: ${stdout.trim().slice(0, 200)}`);
    }
  }
}

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function runNode(args: readonly string[]): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const said = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => void (said.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => void (said.stderr += text));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, ...said }));
  });
}
