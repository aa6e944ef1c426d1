/** What a customer once wrote and was told. */
export interface PastTurn {
  readonly turnId: string;
  readonly at: Date;
  readonly question: string;
  /** Sentence by sentence, a line each; empty where nothing was said. */
  readonly answer: string;
}

/** Past turns of a workspace, for whoever asks what a rule would have done to them. */
export interface PastTurns {
  /** Newest first, not older than `since`; `after` is the last one seen. */
  page(workspaceId: string, since: Date, limit: number, after?: Pick<PastTurn, 'at' | 'turnId'>): Promise<PastTurn[]>;
}
