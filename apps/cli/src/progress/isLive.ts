/** Whether lines on a stream may change in place: on a terminal, but not under CI. */
export const isLive = ({ isTTY }: NodeJS.WriteStream, env = process.env): boolean =>
  isTTY === true && !env.CI && env.TERM !== 'dumb';
