import { parseArgs } from 'node:util';
import { assembleProduct } from '@zhike/assembly';
import { loadConfig } from '@zhike/platform';
import { type Command, UsageError } from './command.js';

const USAGE = 'member-link EMAIL';

/** For the owner whom no other owner can help: whoever runs the product and its database can let anybody in. */
export const memberLink: Command = {
  summary: 'make a link by which this member chooses a new password; serves once, for a day',
  usage: USAGE,
  async run(args) {
    const [email, ...others] = parseArgs({ args: [...args], allowPositionals: true }).positionals;
    if (email === undefined || others.length > 0) throw new UsageError(`Say whose: ${USAGE}`);
    const product = await assembleProduct(loadConfig(process.env));
    try {
      const { code, expiresAt } = await product.members.linkForOperator(email);
      console.log(`Open it behind the address of the console, until ${expiresAt}:\n  /admin/enter#${code}`);
      return 0;
    } finally {
      await product.close();
    }
  },
};
