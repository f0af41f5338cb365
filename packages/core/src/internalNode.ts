/** As `internal`, for what needs Node: no promise is made. */
export { syncFolder } from './files/syncFolder.ts';
export { ioError, writeDurably } from './files/writeDurably.ts';
