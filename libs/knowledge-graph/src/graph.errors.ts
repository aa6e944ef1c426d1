import { DomainError } from '@zhike/platform';

/** The graph did not answer in time. Nothing is lost: SQL holds what was published, and the projection catches up. */
export class KnowledgeAwayError extends DomainError<'graph-away'> {
  constructor(what: string, options?: ErrorOptions) {
    super(
      'graph-away',
      `The knowledge graph cannot be reached (${what}). Nothing is lost; it is asked again by itself.`,
      options,
    );
  }
}
