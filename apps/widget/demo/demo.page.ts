import { type DemoTexts, type PageLanguage, TEXTS } from './demo.texts.js';

type Zhike = ((...call: unknown[]) => void) & { q?: unknown[][] };
type PageWindow = Window & { zhike?: Zhike };

const LANGUAGE_KEY = 'demo-language';

/** The widget's script may still be on its way: until then calls are kept in a queue, which it takes over. */
function zhike(...call: unknown[]): void {
  const page = window as unknown as PageWindow;
  if (!page.zhike) {
    const stub: Zhike = (...queued) => (stub.q ??= []).push(queued);
    page.zhike = stub;
  }
  page.zhike(...call);
}

function startLanguage(): PageLanguage {
  const chosen = localStorage.getItem(LANGUAGE_KEY);
  if (chosen === 'zh' || chosen === 'en') return chosen;
  return /^zh\b/i.test(navigator.language) ? 'zh' : 'en';
}

function show(language: PageLanguage): void {
  const texts = TEXTS[language];
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  document.title = texts.page;
  for (const element of document.querySelectorAll<HTMLElement>('[data-text]'))
    element.textContent = texts.lines[element.dataset['text'] ?? ''] ?? '';
  for (const element of document.querySelectorAll<HTMLElement>('[data-label]'))
    element.setAttribute('aria-label', texts.labels[element.dataset['label'] ?? ''] ?? '');
  const other = byId('language');
  other.textContent = texts.otherLanguage;
  other.lang = language === 'zh' ? 'en' : 'zh';
  other.setAttribute('aria-label', texts.otherLanguageLabel);
  byId('step-list').replaceChildren(...texts.steps.map(stepOf));
  byId('question-groups').replaceChildren(...texts.groups.map(groupOf));
}

function stepOf({ title, text }: DemoTexts['steps'][number]): HTMLElement {
  return made('li', 'step', made('h3', '', title), made('p', '', text));
}

function groupOf({ title, questions }: DemoTexts['groups'][number]): HTMLElement {
  const buttons = questions.map((question) => {
    const button = made('button', 'question', question);
    button.setAttribute('type', 'button');
    button.addEventListener('click', () => zhike('ask', question));
    return button;
  });
  return made('div', 'group', made('h3', '', title), ...buttons);
}

function made(tag: string, className: string, ...inside: (Node | string)[]): HTMLElement {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...inside);
  return element;
}

function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element;
}

byId('open').addEventListener('click', () => zhike('open'));
byId('language').addEventListener('click', () => {
  const next: PageLanguage = document.documentElement.lang === 'en' ? 'zh' : 'en';
  localStorage.setItem(LANGUAGE_KEY, next);
  show(next);
  zhike('locale', next);
});
show(startLanguage());
