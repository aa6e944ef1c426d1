import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError } from '@zhike/platform';
import type { ActingMember } from '@zhike/policy';
import type { PolicyAction } from '@zhike/contracts';
import type { Product } from './product.js';

export const DEMO_SHOP = { slug: 'demo', name: '知客 Demo' };
const IMPORTABLE = /\.(md|csv|json)$/i;
/** What is still to be done from each state to publication. */
const REMAINING: Record<string, readonly PolicyAction[]> = {
  draft: ['submit', 'approve', 'publish'],
  'in-review': ['approve', 'publish'],
  approved: ['publish'],
};

type Seeding = Pick<Product, 'workspaces' | 'identity' | 'policies' | 'importer' | 'logger'>;

/**
 * Fills an empty installation through the door everyone uses: import, review, publish. Begun again after a crash it
 * goes on where it stopped. Once the shop has an owner it belongs to people and is left alone.
 */
export async function seedDemoShop(rooms: Seeding, demoDir: string): Promise<void> {
  const { workspaces, identity, policies, logger } = rooms;
  if (!(await identity.setupNeeded())) return;
  if ((await workspaces.list()).some(({ slug }) => slug !== DEMO_SHOP.slug)) return;
  const { id: workspaceId } = await workspaces.ensure(DEMO_SHOP.slug, DEMO_SHOP.name);
  const by: ActingMember = { workspaceId, memberId: 'demo-shop', name: 'Demo shop', mayReviewOwnWork: true };

  const present = await policies.listPolicies(workspaceId);
  if (!present.some(({ live }) => live)) await importFiles(rooms, demoDir, by);
  const published = await publishAll(rooms, by);
  if (published) logger.info({ policies: published }, 'the demo shop is set up');
}

async function importFiles({ importer, logger }: Seeding, demoDir: string, by: ActingMember): Promise<void> {
  for (const name of await filesIn(demoDir)) {
    try {
      const { warnings } = await importer.importFile({ name, bytes: await readFile(join(demoDir, name)) }, {}, by);
      for (const warning of warnings) logger.warn(warning, 'a demo file has a flaw');
    } catch (error) {
      const isThereAlready = error instanceof DomainError && error.code === 'draft-already-open';
      if (!isThereAlready) throw error;
    }
  }
}

async function publishAll({ policies }: Seeding, by: ActingMember): Promise<number> {
  let published = 0;
  for (const { newest } of await policies.listPolicies(by.workspaceId)) {
    const actions = REMAINING[newest.state] ?? [];
    for (const action of actions) await policies.takeAction(newest.versionId, action, by);
    if (actions.length) published++;
  }
  return published;
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true }).catch(() => []);
  return entries.filter((name) => IMPORTABLE.test(name) && !/readme/i.test(name)).sort();
}
