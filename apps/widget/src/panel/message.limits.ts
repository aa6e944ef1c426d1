/** As in the contract (a test holds them together): the contract itself would bring its whole schema library along. */
export const MAX_MESSAGE_LENGTH = 2_000;
