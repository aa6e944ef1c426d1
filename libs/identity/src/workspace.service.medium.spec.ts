import type { TypeOrmDatabase } from '@zhike/platform';
import { openTestDatabase } from '@zhike/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WorkspaceService } from './workspace.service.js';

let database: TypeOrmDatabase;
let workspaces: WorkspaceService;
beforeAll(async () => {
  database = await openTestDatabase();
  workspaces = new WorkspaceService(database);
});
afterAll(() => database.close());
beforeEach(() => database.query(`delete from workspaces`));

describe('a workspace', () => {
  it('is made once for a slug, and keeps the name it got first', async () => {
    const made = await workspaces.ensure('tea', 'Tea');
    expect(made).toEqual({ id: expect.any(String), slug: 'tea', name: 'Tea' });
    expect(await workspaces.ensure('tea', 'Another name')).toEqual(made);
    const together = await Promise.all([1, 2, 3].map(() => workspaces.ensure('kettles', 'Kettles')));
    expect(new Set(together.map(({ id }) => id)).size).toBe(1);
    expect((await workspaces.list()).map(({ slug }) => slug)).toEqual(['tea', 'kettles']);
  });

  it('is found by its slug and by nothing near it', async () => {
    const shop = await workspaces.ensure('小店', '小店');
    expect(await workspaces.findBySlug('小店')).toEqual(shop);
    for (const other of ['小', '%', '', '小店\0', "小店' or '1'='1"])
      expect(await workspaces.findBySlug(other)).toBeUndefined();
  });
});
