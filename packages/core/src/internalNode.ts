/** As `internal`, for what needs Node: no promise is made. */
export { syncFolder } from './files/syncFolder.ts';
export { toDisk } from './files/toDisk.ts';
export { ioError, writeDurably } from './files/writeDurably.ts';
