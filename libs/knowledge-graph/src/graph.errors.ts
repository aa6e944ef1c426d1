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

/** What is published is searched, by its words alone: its vectors are made when the embedding service is back. */
export class EmbeddingsAwayError extends DomainError<'embeddings-away'> {
  constructor(what: string) {
    super(
      'embeddings-away',
      `The embedding service cannot be reached: ${what} is searched by its words alone. Its vectors follow by themselves.`,
    );
  }
}
