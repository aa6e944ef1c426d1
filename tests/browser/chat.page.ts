import type { Locator, Page } from 'playwright-core';

/** The widget as a customer finds it: by roles and names, through the shadow root. */
export class ChatPage {
  readonly launcher: Locator;
  readonly panel: Locator;
  readonly input: Locator;
  readonly thread: Locator;
  readonly answers: Locator;
  readonly messages: Locator;
  readonly chips: Locator;
  readonly sheet: Locator;

  constructor(readonly page: Page) {
    const widget = page.locator('zhike-chat');
    this.launcher = widget.locator('.launcher');
    this.panel = widget.locator('.panel');
    this.input = widget.getByRole('textbox');
    this.thread = widget.getByRole('log');
    this.answers = widget.locator('.answer');
    this.messages = widget.locator('.said');
    this.chips = widget.locator('.chip');
    this.sheet = widget.locator('.sheet');
  }

  async open(): Promise<void> {
    await this.launcher.click();
    await this.input.waitFor();
  }

  async write(text: string): Promise<void> {
    await this.input.fill(text);
    await this.input.press('Enter');
  }

  /** Asks and waits until that answer is complete. */
  async ask(text: string): Promise<Locator> {
    const before = await this.answers.count();
    await this.write(text);
    return this.complete(before);
  }

  /** The answer at that place, when its turn has ended. */
  async complete(place: number): Promise<Locator> {
    const answer = this.answers.nth(place);
    await answer.waitFor();
    await answer.locator('.stage').waitFor({ state: 'detached', timeout: 30_000 });
    return answer;
  }

  /** What the browser keeps; empty before anything was asked. */
  async conversationId(): Promise<string> {
    const kept = await this.page.evaluate(() => localStorage.getItem('zhike:demo'));
    return (JSON.parse(kept ?? '{}') as { conversationId?: string }).conversationId ?? '';
  }

  button(name: string): Locator {
    return this.panel.getByRole('button', { name, exact: true });
  }
}
