import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const ROOT = join(import.meta.dirname, '../..');
const read = (...path: string[]) => readFileSync(join(ROOT, ...path), 'utf8');

interface Service {
  readonly image: string;
  readonly build?: string;
  readonly environment?: Record<string, string>;
  readonly healthcheck?: { readonly test: string | readonly string[] };
}
type Compose = { readonly services: Record<string, Service> };

const compose = parse(read('docker-compose.yml'), { merge: true }) as Compose;
const services = Object.entries(compose.services);

/** The specification's schema names its own formats; what they mean is not the schema's to check. */
function validator() {
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  const { $schema: _dialect, ...schema } = JSON.parse(read('tests/fixtures/compose-spec.json')) as Record<
    string,
    unknown
  >;
  return ajv.compile(schema);
}

describe('docker-compose.yml', () => {
  it('keeps to the compose specification', () => {
    const validate = validator();
    expect(validate(compose), JSON.stringify(validate.errors)).toBe(true);
  });

  it('would be refused with a key the specification does not know', () => {
    const [[name, service] = ['', {}]] = services;
    expect(validator()({ ...compose, services: { [name]: { ...service, imagee: 'x' } } })).toBe(false);
  });

  it('has the database, the graph, Redis, api and worker, each with a health check', () => {
    expect(services.map(([name]) => name).sort()).toEqual(['api', 'neo4j', 'postgres', 'redis', 'worker']);
    for (const [name, { healthcheck }] of services) expect(healthcheck?.test, name).toBeTruthy();
  });

  it('pins every image to a version', () => {
    for (const [name, { image }] of services) expect(image, name).toMatch(/:v?\d+\.\d+\.\d+/);
  });

  it('takes every secret from the environment, and refuses to start without it', () => {
    const secrets = services.flatMap(([, { environment = {} }]) =>
      Object.entries(environment).filter(([name]) => /PASSWORD|AUTH|DATABASE_URL/.test(name)),
    );
    expect(secrets.length).toBeGreaterThanOrEqual(6);
    for (const [name, value] of secrets) expect(value, name).toMatch(/\$\{[A-Z_]+:\?[^}]+\}/);
  });
});

describe('the Dockerfile', () => {
  const dockerfile = read('Dockerfile');

  it('builds in one stage and runs in another, both pinned', () => {
    const bases = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);
    expect(bases).toHaveLength(2);
    for (const image of bases) expect(image).toMatch(/^node:20\.\d+\.\d+-/);
  });

  it('does not run as root', () => {
    const lastStage = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
    expect(lastStage).toMatch(/^USER node$/m);
    expect(lastStage.indexOf('USER node')).toBeLessThan(lastStage.indexOf('\nCMD '));
  });
});
