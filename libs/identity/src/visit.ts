/** From where a member comes, and as what their browser is known. */
export interface Visit {
  readonly address: string;
  /** As the browser describes itself. */
  readonly agent: string;
}
