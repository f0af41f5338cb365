/** What ends a bootstrap: printed without a stack. Exit code 2 says that a precondition does not hold. */
export class Refusal extends Error {
  /** @param {string} message @param {number} exitCode */
  constructor(message, exitCode = 2) {
    super(message);
    this.exitCode = exitCode;
  }
}

/**
 * @param {{ where: string, expected: string, received: string, todo: string }} report
 * @returns {Refusal}
 */
export const refusal = ({ where, expected, received, todo }) =>
  new Refusal(`${where}: expected ${expected}, received ${received}. ${todo}`.replace(/\s*\n\s*/g, ' '));
