import type { SafetyTrial } from '@zhike/contracts';
import { describeWithService } from '@zhike/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { zh } from '../../apps/admin/src/text/zh.js';
import { type ConsoleShop, openOwnedConsole } from './console.shop.js';
import { chromiumCheck } from './page.harness.js';
import { SafetyPage } from './safety.page.js';

const text = zh.safety;
const BAD_LIST = `word,category,severity,expires
违规词甲,gambling,block,
违规词乙,gambling,hard,
……,gambling,block,
${'长'.repeat(101)},gambling,block,
违规词丙,gambling,block,明年
`;

describeWithService('the console’s safety rules', chromiumCheck, () => {
  let shop: ConsoleShop;
  let member: SafetyPage;
  beforeAll(async () => {
    shop = await openOwnedConsole('/safety?view=rules');
    member = new SafetyPage(shop);
    await shop.elsewhere.post('safety/rules', {
      ...{ name: '邻居', kind: 'words', words: ['隔壁老王'] },
      ...{ direction: 'input', severity: 'block', mode: 'live', category: 'competitors' },
    });
    await member.page.reload();
    await member.row('邻居').waitFor();
  });
  afterAll(() => shop.close());

  it('refuses a list with bad lines, naming each, and imports the mended one', async () => {
    await member.show('rules');
    await member.button(text.importList).first().click();
    await member.choose({ name: '禁语.csv', content: BAD_LIST });
    await member.dialog.locator('[data-line="3"]').waitFor();
    const said = await member.dialog.locator('[data-line]').allInnerTexts();
    expect(said.map((line) => /^第 (\d+) 行/.exec(line)?.[1])).toEqual(['3', '4', '5', '6']);
    // Each is told in the language of the page: the server's own sentences are English.
    expect(said.filter((line) => / (?:is|has|holds) /.test(line))).toEqual([]);
    await member.shoot('safety-list-refused');
    expect(await member.seriousViolations()).toEqual([]);
    expect(await member.dialog.getByRole('button', { name: text.importList }).isDisabled()).toBe(true);
    await member.button(text.listOther, member.dialog).click();
    await member.choose({
      name: '禁语.csv',
      content: 'word,category,severity\n违规词甲,gambling,block\n违规词乙,gambling,watch\n',
    });
    await member.page.getByText(text.listReady('2')).waitFor();
    await member.shoot('safety-list');
    expect(await member.seriousViolations()).toEqual([]);
    await member.press(text.listImport('2'));
    await member.settled();
    await member.line('禁语').locator('[data-mode="shadow"]').waitFor();
    expect(await member.ruleCalled('禁语')).toMatchObject({ kind: 'list', wordCount: 2, fileName: '禁语.csv' });
  });

  it('takes on a ready-made rule in shadow', async () => {
    await member.button(text.templates).click();
    const template = member.dialog.locator('[data-template="guarantee"]');
    await member.button(text.take, template).click();
    await member.button(text.openRule, template).waitFor();
    await member.shoot('safety-templates');
    expect(await member.seriousViolations()).toEqual([]);
    await member.button(text.openRule, template).click();
    await member.field(text.phrasesLabel).waitFor();
    expect((await member.rules()).find(({ template: key }) => key === 'guarantee')).toMatchObject({
      mode: 'shadow',
      direction: 'output',
      kind: 'phrases',
    });
    await member.page.keyboard.press('Escape');
    await member.settled();
    await member.shoot('safety-rules');
    expect(await member.seriousViolations()).toEqual([]);
  });

  it('keeps what was written where somebody saved meanwhile, and lets the member choose', async () => {
    await member.row('邻居').click();
    await member.field(text.note).fill('我的说明');
    const { id = '', revision = 0 } = (await member.ruleCalled('邻居')) ?? {};
    await shop.elsewhere.post(`safety/rules/${id}/mode`, { mode: 'shadow', revision });
    await member.button(zh.act.save).click();
    await member.alert.getByText(text.conflictTitle).waitFor();
    expect(await member.field(text.note).inputValue()).toBe('我的说明');
    await member.shoot('safety-conflict');
    await member.button(text.keepMine).click();
    await member.settled();
    expect(await member.ruleCalled('邻居')).toMatchObject({ note: '我的说明', mode: 'live' });
  });

  it('asks before unsaved words are given up', async () => {
    await member.row('邻居').click();
    await member.field(text.name).fill('改了一半');
    await member.button(zh.act.cancel, member.dialog).click();
    await member.page.getByText(text.unsavedLead).waitFor();
    await member.press(text.stay);
    await member.page.getByText(text.unsavedLead).waitFor({ state: 'detached' });
    expect(await member.field(text.name).inputValue()).toBe('改了一半');
    await member.button(zh.act.cancel, member.dialog).click();
    await member.press(text.discard);
    await member.settled();
    expect(await member.ruleCalled('改了一半')).toBeUndefined();
  });

  it('says what depends on a rule before it is deleted', async () => {
    await member.show('rules');
    await member.button(text.actionsOf('邻居')).click();
    await member.page.getByRole('menuitem', { name: zh.act.remove }).click();
    await member.dialog.getByText(text.deleteLive).waitFor();
    await member.shoot('safety-delete');
    await member.press(zh.act.remove);
    await member.line('邻居').waitFor({ state: 'detached' });
    expect(await member.ruleCalled('邻居')).toBeUndefined();
    await member.inForce();
    const tried = await shop.elsewhere.post<SafetyTrial>('safety/try', { text: '隔壁老王', direction: 'input' });
    expect(tried.body.verdict).toBe('clean');
  });

  it('leaves no page complaining of anything but the login and the refusals that were asked for', () => {
    expect(shop.pages.complaints.filter((line) => !/40[19]/.test(line))).toEqual([]);
  });
});
