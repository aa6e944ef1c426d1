import type { AddressInfo } from 'node:net';
import { createLogger, DomainError, loadConfig, type Logger } from '@zhike/platform';
import { createInferenceService, type InferenceService } from './inference.service.js';

/** What is being written is given so long to come to its end. */
const GRACE_MS = 8_000;
/** A process that is asked to end has done so after this, whatever it was doing. */
const LAST_MOMENT_MS = 9_500;

async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const logger = createLogger(config.LOG_LEVEL);
  const service = createInferenceService({ config, logger });
  const { http } = service.server;
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(config.INFERENCE_PORT, config.HOST, resolve);
  });
  const host = config.HOST.includes(':') ? `[${config.HOST}]` : config.HOST;
  console.log(`Models are served at http://${host}:${(http.address() as AddressInfo).port}/v1`);
  if (config.INFERENCE_KEY === undefined)
    logger.warn({ host: config.HOST }, 'INFERENCE_KEY is not set: whoever reaches this port is served');
  const stop = new AbortController();
  endOnSignal(service, logger, stop);
  const problem = await service.decoder.warm(stop.signal);
  if (problem !== undefined && !stop.signal.aborted) logger.warn({ reason: problem }, 'the decoder is not used');
}

/** Stops taking, lets answers come to their end, then closes. */
function endOnSignal(service: InferenceService, logger: Logger, stop: AbortController): void {
  const end = async (signal: string) => {
    if (stop.signal.aborted) return;
    stop.abort(new Error('The service ends.'));
    logger.info({ signal }, 'closing');
    setTimeout(() => process.exit(1), LAST_MOMENT_MS).unref();
    await service.close(GRACE_MS);
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      end(signal).catch((error: unknown) => {
        logger.error({ reason: String(error) }, 'closing failed');
        process.exit(1);
      });
    });
}

/** What the person who starts the service can mend gets a sentence; anything else is a fault of ours and shows its stack. */
function explain(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE')
    return 'The port is in use by another program. Choose another: INFERENCE_PORT=3101 npm run serve-models';
  if (error instanceof DomainError) return error.message;
  if (!(error instanceof Error)) return String(error);
  return error.message.startsWith('Configuration is not usable') ? error.message : (error.stack ?? error.message);
}

main().catch((error: unknown) => {
  console.error(explain(error));
  process.exit(1);
});
