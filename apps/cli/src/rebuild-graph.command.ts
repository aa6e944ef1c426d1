import { parseArgs } from 'node:util';
import { assembleProduct, type Product } from '@zhike/assembly';
import { loadConfig } from '@zhike/platform';
import { type Command, UsageError } from './command.js';

/** The graph is a projection: whatever happened to it, what SQL holds makes it again. */
export const rebuildGraph: Command = {
  summary: 'throw the knowledge graph away and make it again from what is published',
  usage: 'rebuild-graph [--workspace SLUG]',
  async run(args) {
    const { values } = parseArgs({ args: [...args], options: { workspace: { type: 'string' } } });
    const product = await assembleProduct(loadConfig(process.env));
    try {
      await product.graph.prepare();
      await rebuild(product, await workspaceId(product, values.workspace));
      return 0;
    } finally {
      await product.close();
    }
  },
};

async function workspaceId({ workspaces }: Product, slug: string | undefined): Promise<string | undefined> {
  if (slug === undefined) return undefined;
  const workspace = await workspaces.findBySlug(slug);
  if (workspace) return workspace.id;
  const known = (await workspaces.list()).map((other) => other.slug).join(', ');
  throw new UsageError(`There is no workspace "${slug}". Known: ${known || 'none yet'}.`);
}

async function rebuild({ projector, graph }: Product, id: string | undefined): Promise<void> {
  const began = Date.now();
  let count = 0;
  await projector.rebuild(id, (done: number, total: number) => {
    count = total;
    process.stderr.write(`\r${done}/${total} policies`);
  });
  process.stderr.write('\r');
  console.log(
    `The ${graph.engine} graph was rebuilt: ${count} policies in ${((Date.now() - began) / 1000).toFixed(1)} s.`,
  );
}
