import axe from 'axe-core';
import type { Locator, Page } from 'playwright-core';
import type { Entry } from '../../apps/admin/src/shell/rail.js';
import { zh } from '../../apps/admin/src/text/zh.js';

export const OWNER = {
  name: '林知远',
  email: 'owner@example.com',
  password: 'correct horse battery',
  shop: '云杉小店',
};

/** The console as a member finds it: by the names of its fields and buttons. */
export class ConsolePage {
  constructor(
    readonly page: Page,
    readonly url: string,
  ) {}

  async open(address: string): Promise<void> {
    await this.page.goto(`${this.url}/admin${address}`);
  }

  button(name: string | RegExp, within: Locator | Page = this.page): Locator {
    return within.getByRole('button', { name, exact: true });
  }

  field(name: string): Locator {
    return this.page.getByLabel(name, { exact: true });
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  /** Presses a button of the open dialog. A dialog that is still unfolding moves from under a click; people are slower than that. */
  async press(name: string): Promise<void> {
    await this.button(name, this.dialog).waitFor();
    await this.page.waitForFunction(
      () => !document.querySelector(['appear', 'enter', 'leave'].map((step) => `[class*="-${step}"]`).join()),
    );
    await this.button(name, this.dialog).click();
  }

  get alert(): Locator {
    return this.page.getByRole('alert');
  }

  /** To another page by the rail. */
  go(entry: Entry): Promise<void> {
    return this.page.getByRole('navigation', { name: zh.rail.label }).getByText(zh.rail[entry]).click();
  }

  /** A policy in the list. */
  row(title: string): Locator {
    return this.page.getByRole('link', { name: title, exact: true });
  }

  heading(name: string | RegExp): Locator {
    return this.page.getByRole('heading', { name });
  }

  /** One of the versions' states, as the word people see. */
  state(name: keyof typeof zh.states): Locator {
    return this.page.locator('.version-bar, .versions').locator(`[data-state="${name}"]`);
  }

  /** Until the server has everything that stands on the page. */
  async saved(timeout = 15_000): Promise<void> {
    await this.page.locator('.save-state:not(.is-dirty)').waitFor({ timeout });
  }

  async setUp(code: string): Promise<void> {
    await this.field(zh.door.setupCode).fill(code);
    await this.field(zh.door.name).fill(OWNER.name);
    await this.field(zh.door.email).fill(OWNER.email);
    await this.field(zh.door.password).fill(OWNER.password);
    await this.field(zh.door.workspaceName).fill(OWNER.shop);
    await this.button(zh.door.setUp).click();
  }

  async logIn(within: Locator | Page = this.page): Promise<void> {
    await within.getByLabel(zh.door.email, { exact: true }).fill(OWNER.email);
    await within.getByLabel(zh.door.password, { exact: true }).fill(OWNER.password);
    await this.button(zh.door.logIn, within).click();
  }

  async choose(file: { name: string; content: string }): Promise<void> {
    const { name, content } = file;
    await this.page
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) });
  }

  /** Takes a step of the life cycle; comes back with what the question before it said. */
  async take(action: keyof typeof zh.lifecycle.actions): Promise<string> {
    await this.button(zh.lifecycle.actions[action]).click();
    const said = await this.dialog.innerText();
    await this.press(zh.lifecycle.actions[action]);
    await this.dialog.waitFor({ state: 'detached' });
    return said;
  }

  /** Asks in the panel and waits for the answer to that question. */
  async ask(question: string): Promise<Locator> {
    const turns = this.page.locator('.turn');
    const before = await turns.count();
    await this.page.getByPlaceholder(zh.ask.placeholder).fill(question);
    await this.page.keyboard.press('Enter');
    const answer = turns.nth(before).locator('.bubble-bot');
    await answer.waitFor({ timeout: 30_000 });
    return answer;
  }

  /** Rules of WCAG 2.1 AA that this page breaks seriously, each with the place it does. */
  async seriousViolations(): Promise<string[]> {
    await this.page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'));
    // Colours are compared at rest: half-way through a transition they are nobody's choice.
    await this.page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
    await this.page.evaluate(axe.source);
    return this.page.evaluate(async () => {
      const { axe: inPage } = window as unknown as { axe: typeof axe };
      const { violations } = await inPage.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'],
      });
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
    });
  }
}
