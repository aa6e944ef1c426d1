import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { statOf } from './model.files.js';
import { type PullEnvironment, reasonOf, sourceFailed } from './model.source.js';
import { SilenceGuard } from './silence.guard.js';

export interface MavenRun {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: PullEnvironment;
  /** Maven is ended when it says nothing for so long. */
  readonly silenceMs: number;
  readonly signal: AbortSignal;
}

const IS_WINDOWS = process.platform === 'win32';
const KEPT_OUTPUT = 20_000;
const KEPT_REASON = 300;

/** Where `mvn` lies, by the PATH of the environment that was handed in. */
export function findMaven(env: PullEnvironment): string | undefined {
  const name = IS_WINDOWS ? 'mvn.cmd' : 'mvn';
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, name)).find((file) => statOf(file)?.isFile() === true);
}

/** Resolves when Maven has done its work; throws a ModelFetchError with Maven's own reason when it has not. */
export async function runMaven({ command, args, cwd, env, silenceMs, signal }: MavenRun): Promise<void> {
  const guard = new SilenceGuard(signal);
  guard.expectWithin(silenceMs);
  try {
    const failure = await new Promise<string | undefined>((resolve) => {
      let output = '';
      // Windows starts a .cmd through its shell only; the arguments hold nothing a shell would read.
      const child = spawn(IS_WINDOWS ? `"${command}"` : command, args, {
        cwd,
        env: env as NodeJS.ProcessEnv,
        stdio: ['ignore', 'pipe', 'pipe'],
        shell: IS_WINDOWS,
        signal: guard.signal,
      });
      const hear = (text: Buffer) => {
        guard.expectWithin(silenceMs);
        output = (output + text.toString()).slice(-KEPT_OUTPUT);
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      // After an error a started Maven still has to end: it writes into a folder that is about to be removed.
      child.on('error', (error) => child.pid === undefined && resolve(reasonOf(error)));
      child.on('close', (code) => resolve(code === 0 ? undefined : `exit code ${code}: ${explain(output)}`));
    });
    signal.throwIfAborted();
    if (guard.isSilent) throw sourceFailed(`mvn said nothing for ${silenceMs / 1_000} s and was ended`);
    if (failure !== undefined) throw sourceFailed(failure);
  } finally {
    guard.end();
  }
}

/** Maven's first error line says what happened, the others how to ask for more. */
function explain(output: string): string {
  const lines = output
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const line = lines.find((candidate) => candidate.startsWith('[ERROR]')) ?? lines.at(-1) ?? 'it said nothing';
  return reasonOf(line.replace('[ERROR]', '')).slice(0, KEPT_REASON);
}
