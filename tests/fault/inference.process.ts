import { join } from 'node:path';
import { findProductRoot } from '@zhike/assembly';
import { onFreePort, ServerProcess } from '../../libs/testing/src/server.process.js';

const STARTS_WITHIN_MS = 60_000;

/** The inference service as an operator runs it: a process of its own, which can be killed. */
export interface InferenceProcess {
  /** As EMBEDDINGS_URL has it. */
  readonly url: string;
  kill(): Promise<void>;
  /** Again on the same port. */
  restart(): Promise<void>;
}

export function startInferenceProcess(modelDir: string, key: string): Promise<InferenceProcess> {
  return onFreePort(async (port) => {
    let running = await begin(port, modelDir, key);
    return {
      url: `http://127.0.0.1:${port}/v1`,
      kill: () => running.end('SIGKILL'),
      restart: async () => void (running = await begin(port, modelDir, key)),
    };
  });
}

async function begin(port: number, modelDir: string, key: string): Promise<ServerProcess> {
  const root = findProductRoot();
  const service = new ServerProcess(process.execPath, ['--import', 'tsx', join(root, 'apps/inference/src/main.ts')], {
    cwd: root,
    env: {
      ...process.env,
      ...{ TSX_TSCONFIG_PATH: join(root, 'tsconfig.base.json'), LOG_LEVEL: 'warn' },
      // No decoder: it would be loaded at once, and nobody asks it anything here.
      ...{ MODEL_DIR: modelDir, DECODER_DIR: '/nonexistent', INFERENCE_PORT: String(port), INFERENCE_KEY: key },
    },
  });
  await service.says(/Models are served at/, STARTS_WITHIN_MS);
  return service;
}
