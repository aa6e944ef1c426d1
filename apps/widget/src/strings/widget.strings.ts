import type { Locale, RateAnswer, Source, Stage } from '@zhike/contracts';
import { en } from './en.strings.js';
import { zh } from './zh.strings.js';

export type RatingReason = NonNullable<RateAnswer['reason']>;

/** All that the widget itself says. What the shop says comes from the server. */
export interface WidgetStrings {
  readonly launcherOpen: string;
  readonly launcherClose: string;
  readonly unread: (count: number) => string;
  readonly panelLabel: string;
  readonly loading: string;
  readonly loadFailed: string;

  readonly nameless: string;
  readonly assistant: string;
  readonly person: string;
  readonly personAsked: string;
  readonly otherLanguage: string;
  readonly otherLanguageLabel: string;
  readonly restart: string;
  readonly restartQuestion: string;
  readonly restartConfirm: string;
  readonly cancel: string;
  readonly close: string;

  readonly greeting: string;
  readonly startersLabel: string;
  readonly welcomeFailed: string;
  readonly shopUnknown: string;
  readonly retry: string;

  readonly threadLabel: string;
  readonly you: string;
  readonly toNewest: string;
  readonly stages: Readonly<Record<Stage | 'accepted', string>>;
  readonly interrupted: string;
  readonly stop: string;
  readonly stopping: string;
  readonly citationsLabel: string;
  readonly since: (date: string) => string;
  readonly openCitation: string;
  readonly waysLabel: string;
  readonly askDifferently: string;
  readonly askAgain: string;
  readonly talkToPerson: string;
  readonly choicesLabel: string;
  readonly handover: string;
  readonly handoverInterrupted: string;
  readonly conversationLost: string;

  readonly ratingLabel: string;
  readonly rateUp: string;
  readonly rateDown: string;
  readonly ratingNoted: string;
  readonly ratingFailed: string;
  readonly reasonLabel: string;
  readonly reasons: Readonly<Record<RatingReason, string>>;

  readonly sending: string;
  readonly waitingForNetwork: string;
  readonly colon: string;
  readonly notSent: string;
  readonly failures: Readonly<Record<string, string>>;
  readonly offline: string;
  readonly reconnecting: string;
  readonly personFailed: string;

  readonly inputLabel: string;
  readonly inputHint: string;
  readonly send: string;
  readonly counter: (length: number, most: number) => string;
  readonly tooLong: (over: number) => string;
  readonly notice: string;

  readonly sheetLabel: string;
  readonly sheetClose: string;
  readonly sheetLoading: string;
  readonly sheetFailed: string;
  readonly sheetGone: string;
  readonly versionOf: (version: number) => string;
  readonly inForce: (from: string, to: string | undefined) => string;
  readonly states: Readonly<Record<Source['state'], string>>;
  readonly quoted: string;
}

const STRINGS: Readonly<Record<Locale, WidgetStrings>> = { zh, en };

export const stringsOf = (locale: Locale): WidgetStrings => STRINGS[locale];
