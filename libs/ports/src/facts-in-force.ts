import type { Locale } from '@zhike/contracts';
import type { FactEvidence } from './knowledge.js';

/** Something a catalogue in force states facts about. */
export interface FactSubject {
  readonly entity: string;
  readonly locale: Locale;
  readonly policyTitle: string;
  readonly factCount: number;
}

export interface SubjectSearch {
  /** Each word has to stand in the name or in the catalogue's title; empty finds everything. */
  readonly text: string;
  readonly locale: Locale;
  readonly limit: number;
}

/**
 * Facts in force, for whoever writes about a product. Only what is published for everyone: what is written here may be read by
 * anyone, so it must not tell what is for members alone.
 */
export interface FactsInForce {
  /** Whether any catalogue in that language is in force. */
  hasCatalogue(workspaceId: string, locale: Locale, at: Date): Promise<boolean>;
  subjects(workspaceId: string, search: SubjectSearch, at: Date): Promise<readonly FactSubject[]>;
  /** In the order of the catalogue; empty when nothing in force speaks of that subject. */
  about(workspaceId: string, subject: SubjectName, at: Date): Promise<readonly FactEvidence[]>;
}

export interface SubjectName {
  readonly entity: string;
  readonly locale: Locale;
}
