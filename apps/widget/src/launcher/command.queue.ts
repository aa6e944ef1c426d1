import type { Locale } from '@zhike/contracts';

/** What a shop's page may ask of the widget: `zhike('open')`, `zhike('ask', 'May I return shoes?')`. */
export interface Commands {
  open(): void;
  close(): void;
  toggle(): void;
  /** Shows or hides the launcher itself. */
  show(): void;
  hide(): void;
  /** Opens and sends the text as the customer's message. */
  ask(text: string): void;
  locale(locale: Locale): void;
  /** Calls back when the widget can be used; at once if it already can. */
  ready(callback: () => void): void;
}

type Call = readonly unknown[];

/** The stub a page may define before the script has loaded; it keeps the calls in `q`. */
export interface CommandQueue {
  (...call: unknown[]): void;
  q?: Iterable<ArrayLike<unknown>>;
}

const isCommand = (commands: Commands, name: unknown): name is keyof Commands =>
  typeof name === 'string' && Object.hasOwn(commands, name);

/** Makes the global function. What is not understood is told to the developer and breaks nothing. */
export function commandFunction(commands: Commands, warn: (text: string) => void): (...call: unknown[]) => void {
  return (...[name, input]: Call) => {
    if (!isCommand(commands, name)) {
      warn(`zhike: there is no command "${String(name)}". Known: ${Object.keys(commands).join(', ')}.`);
      return;
    }
    run(commands, name, input, warn);
  };
}

function run(commands: Commands, name: keyof Commands, input: unknown, warn: (text: string) => void): void {
  if (name === 'ask') {
    if (typeof input === 'string' && input.trim()) commands.ask(input);
    else warn('zhike: "ask" needs the text of the question.');
  } else if (name === 'locale') {
    if (input === 'zh' || input === 'en') commands.locale(input);
    else warn('zhike: "locale" is "zh" or "en".');
  } else if (name === 'ready') {
    if (typeof input === 'function') commands.ready(() => void input());
    else warn('zhike: "ready" needs a function.');
  } else commands[name]();
}

/** The calls that were made before the script had loaded, in their order. */
export const queuedCalls = (stub: CommandQueue | undefined): unknown[][] =>
  Array.from(stub?.q ?? [], (call) => Array.from(call));
