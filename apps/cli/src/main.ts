import { DomainError } from '@zhike/platform';
import { type Command, UsageError } from './command.js';
import { evaluate } from './evaluate.command.js';
import { memberLink } from './member-link.command.js';
import { migrate } from './migrate.command.js';
import { models } from './models.command.js';
import { rebuildGraph } from './rebuild-graph.command.js';

/** Every command by its name; a new one is a line here and a file beside it. */
const COMMANDS: Readonly<Record<string, Command>> = {
  models,
  migrate,
  evaluate,
  'rebuild-graph': rebuildGraph,
  'member-link': memberLink,
};

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help') {
    console.log(usage());
    return name === undefined ? 2 : 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    console.error(`Unknown command "${name}".\n\n${usage()}`);
    return 2;
  }
  try {
    return await command.run(args);
  } catch (error) {
    if (!isCalledWrongly(error)) throw error;
    console.error(`${error.message}\n\nUsage: ${command.usage}`);
    return 2;
  }
}

function usage(): string {
  const lines = Object.values(COMMANDS).map(({ usage, summary }) => `  ${usage}\n      ${summary}`);
  return `Usage:\n${lines.join('\n')}`;
}

function isCalledWrongly(error: unknown): error is Error {
  if (error instanceof UsageError) return true;
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

/** A sentence for the person at the terminal; the stack only when it is asked for. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof DomainError || process.env['LOG_LEVEL'] !== 'debug') return error.message;
  return error.stack ?? error.message;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(explain(error));
    process.exit(1);
  },
);
