#!/usr/bin/env node
// ESLint skips the boundary rule, and exits 0, when no project graph is cached: so the same table is checked here on the graph itself.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MAY_DEPEND_ON } from './boundaries.mjs';

const folder = mkdtempSync(join(tmpdir(), 'zhike-graph-'));
const file = join(folder, 'graph.json');
execFileSync('npx', ['nx', 'graph', `--file=${file}`], {
  stdio: 'ignore',
  env: { ...process.env, NX_DAEMON: 'false' },
});
const { nodes, dependencies } = JSON.parse(readFileSync(file, 'utf8')).graph;
rmSync(folder, { recursive: true });

const tagsOf = (name) => nodes[name]?.data.tags ?? [];
const names = Object.keys(nodes).filter((name) => nodes[name].data.root !== '.');
const untagged = names.filter(
  (name) => !['type:', 'runs:'].every((kind) => tagsOf(name).some((tag) => tag.startsWith(kind))),
);

/** Tests import the testing room from anywhere, and may load in Node what a browser room holds. */
const isForTests = ({ source, target }) =>
  tagsOf(target).includes('type:testing') ||
  tagsOf(source).includes('type:harness') ||
  tagsOf(source).includes('type:testing');
const forbidden = Object.values(dependencies)
  .flat()
  .filter(({ source, target }) => names.includes(source) && names.includes(target) && !isForTests({ source, target }))
  .filter(({ source, target }) =>
    tagsOf(source).some(
      (tag) => MAY_DEPEND_ON[tag] && !tagsOf(target).some((other) => MAY_DEPEND_ON[tag].includes(other)),
    ),
  );

for (const name of untagged) console.error(`${name}: needs one type: tag and one runs: tag`);
for (const { source, target } of forbidden) console.error(`${source} must not depend on ${target}`);
if (!names.length) console.error('the project graph is empty: nothing was checked');
const isClean = names.length > 0 && untagged.length + forbidden.length === 0;
if (isClean) console.log(`boundaries: ${names.length} projects, no forbidden edge`);
process.exit(isClean ? 0 : 1);
