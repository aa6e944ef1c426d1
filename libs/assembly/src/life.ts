import { join } from 'node:path';
import { defaultLexicon } from '@zhike/content-safety';
import { DomainError } from '@zhike/platform';
import { seedDemoShop } from './demo-shop.js';
import type { Product } from './product.js';
import { findProductRoot } from './product-root.js';

type Rooms = Omit<Product, 'start' | 'close'>;

/** Unfinished turns are given so long; more would outlast the patience of whoever stops the process. */
const GRACE_MS = 6_000;
const SAFETY_GRACE_MS = 1_000;

/** How the product begins and ends. */
export function lifeOf(rooms: Rooms, demoDir = join(findProductRoot(), 'demo')): Pick<Product, 'start' | 'close'> {
  return { start: () => start(rooms, demoDir), close: (graceMs = GRACE_MS) => close(rooms, graceMs) };
}

async function start(rooms: Rooms, demoDir: string): Promise<void> {
  const { config, relay, deliverer, turnRunner, studio, ownModels } = rooms;
  reportMissingModels(rooms);
  await ownModels.resealKeys();
  // Its tables take longer to make than a message to screen; no customer waits for them.
  defaultLexicon();
  if (config.ROLE !== 'worker') void warmRails(rooms);
  await prepareGraph(rooms);
  if (config.DEMO_SHOP === '1') await seedDemoShop(rooms, demoDir);
  rooms.safetyRoom.start();
  await turnRunner.takeOver();
  await studio.runner.takeOver();
  if (config.ROLE === 'api') return;
  relay.start();
  deliverer.start();
}

/** Nothing waits for it: a message that comes earlier is screened by rules and words if the models take too long. */
async function warmRails({ warmRails: load, logger }: Rooms): Promise<void> {
  try {
    await load();
  } catch (error) {
    logger.debug({ reason: String(error) }, 'the models that judge messages were not loaded ahead');
  }
}

/** The console says so as well; whoever reads only the log must not wonder why answers are poorer. */
function reportMissingModels({ embedder, logger }: Rooms): void {
  for (const { model, state, message } of embedder.status())
    if (state === 'missing')
      logger.warn({ model, reason: message }, 'search is lexical for want of an embedding model');
}

/** A graph that is away keeps nobody from starting: it is asked again with every event and every question. */
async function prepareGraph({ graph, logger }: Rooms): Promise<void> {
  try {
    await graph.prepare();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    logger.warn(
      { code: error.code, reason: error.message },
      'the graph is away; questions are refused until it is back',
    );
  }
}

async function close(rooms: Rooms, graceMs: number): Promise<void> {
  const { relay, deliverer, turnRunner, studio, graph, embedder, shared, judging, database, logger } = rooms;
  const closing = [turnRunner.close(), studio.runner.close(), relay.stop(), deliverer.stop()];
  const ended = await within(graceMs, Promise.all(closing));
  if (!ended) logger.warn({ graceMs }, 'turns were still at work; the next process takes them up');
  if (!(await within(SAFETY_GRACE_MS, rooms.safetyRoom.close())))
    logger.warn({ graceMs: SAFETY_GRACE_MS }, 'not all that safety rules found could be written');
  await rooms.closeModels();
  await embedder.close();
  await shared?.close();
  await judging?.close();
  await graph.close();
  await database.close();
}

/** True when the work ended in time; its failures are the caller's to see. */
function within(limitMs: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), limitMs);
  });
  return Promise.race([work.then(() => true), limit]).finally(() => clearTimeout(timer));
}
