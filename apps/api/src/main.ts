import type { AddressInfo } from 'node:net';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { assembleProduct, type Product } from '@zhike/assembly';
import { DomainError, loadConfig } from '@zhike/platform';
import { createApp } from './app.js';

/** A process that is asked to end has done so after this, whatever it was doing. */
const LAST_MOMENT_MS = 9_500;
const TURNS_GRACE_MS = 6_000;

async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const product = await assembleProduct(config);
  const app = await serve(product).catch(async (error: unknown) => {
    await product.close(0);
    throw error;
  });
  endOnSignal(app, product);
}

async function serve(product: Product): Promise<NestExpressApplication> {
  const { HOST, PORT, ROLE } = product.config;
  const app = await createApp(product);
  await app.listen(PORT, HOST);
  const address = `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${(app.getHttpServer().address() as AddressInfo).port}`;
  await product.start();
  if (ROLE === 'worker') console.log(`Zhike worker is at work; its health is at ${address}/health/ready`);
  else await greet(product, address);
  return app;
}

/** To the terminal, not to the log: the code must not lie in log files. */
async function greet(product: Product, address: string): Promise<void> {
  console.log(`\nZhike is ready: ${address}\n  console: ${address}/admin/`);
  const setupCode = await product.identity.issueSetupCode();
  if (setupCode) console.log(`\nFirst run: make the owner at ${address}/admin/ with the setup code ${setupCode}\n`);
}

/** Stops taking, lets turns at work reach their customers, then closes. What is unfinished the next process takes up. */
function endOnSignal(app: NestExpressApplication, product: Product): void {
  let isEnding = false;
  const end = async (signal: string) => {
    if (isEnding) return;
    isEnding = true;
    product.logger.info({ signal }, 'closing');
    setTimeout(() => process.exit(1), LAST_MOMENT_MS).unref();
    app.getHttpServer().close();
    await Promise.race([product.turnRunner.close(), pause(TURNS_GRACE_MS)]);
    await app.close();
    await product.close(1_000);
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      end(signal).catch((error: unknown) => {
        product.logger.error({ reason: String(error) }, 'closing failed');
        process.exit(1);
      });
    });
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What the person who starts the product can mend gets a sentence; anything else is a fault of ours and shows its stack. */
function explain(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE')
    return 'The port is in use by another program. Stop it, or choose another port: PORT=3001 npm start';
  if (code === 'EACCES') return 'This port may not be opened. Choose one above 1024: PORT=3000 npm start';
  if (error instanceof DomainError) return error.message;
  if (!(error instanceof Error)) return String(error);
  return error.message.startsWith('Configuration is not usable') ? error.message : (error.stack ?? error.message);
}

main().catch((error: unknown) => {
  console.error(explain(error));
  process.exit(1);
});
