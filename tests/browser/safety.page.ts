import { join } from 'node:path';
import type { SafetyEvent, SafetyEventPage, SafetyOverview, SafetyRule } from '@zhike/contracts';
import type { Locator } from 'playwright-core';
import { zh } from '../../apps/admin/src/text/zh.js';
import { until } from '../http/api.harness.js';
import type { ConsoleClient } from '../http/console.client.js';
import { ConsolePage } from './console.page.js';
import type { ConsoleShop } from './console.shop.js';

const text = zh.safety;
/** Where pictures of the pages are left for people to look at; none are taken without it. */
const SHOTS = process.env['SCREENSHOTS'];

/** The safety page as a member finds it, beside what the server holds. */
export class SafetyPage extends ConsolePage {
  private readonly elsewhere: ConsoleClient;

  constructor({ member, elsewhere }: Pick<ConsoleShop, 'member' | 'elsewhere'>) {
    super(member.page, member.url);
    this.elsewhere = elsewhere;
  }

  async shoot(name: string): Promise<void> {
    if (SHOTS) await this.page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });
  }

  async rules(): Promise<SafetyRule[]> {
    return (await this.elsewhere.get<SafetyRule[]>('safety/rules')).body;
  }

  async ruleCalled(name: string): Promise<SafetyRule | undefined> {
    return (await this.rules()).find((rule) => rule.name === name);
  }

  /** Everything that rules were found in, as the server has it. */
  async kept(): Promise<SafetyEvent[]> {
    return (await this.elsewhere.get<SafetyEventPage>('safety/events?status=all')).body.items;
  }

  /** Until what is saved is what is done. */
  inForce(): Promise<void> {
    return until(async () => (await this.elsewhere.get<SafetyOverview>('safety')).body.inForce.state === 'in-force');
  }

  async show(view: keyof typeof text.views): Promise<void> {
    await this.page.getByRole('navigation', { name: text.title }).getByText(text.views[view]).click();
  }

  /** A rule's row in the list of rules. */
  line(name: string): Locator {
    return this.page.getByRole('row', { name: new RegExp(`^${name}`) });
  }

  get cards(): Locator {
    return this.page.locator('[data-queue-card]');
  }

  /** One of a row of choices, by the name of the row. */
  async pick(row: string, option: string): Promise<void> {
    await this.page.getByRole('radiogroup', { name: row }).getByText(option, { exact: true }).click();
  }

  /** Until every dialog, and a question over it, is gone. */
  async settled(): Promise<void> {
    await this.page.waitForFunction(() => !document.querySelector('[role="dialog"]'));
  }
}
