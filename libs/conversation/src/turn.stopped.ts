/** The reason of the signal when the customer has asked for the answer to stop. */
export class TurnStopped extends Error {
  constructor() {
    super('stopped by the customer');
  }
}
