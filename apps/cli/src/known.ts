import type { Added, FullCatalogue } from '@latentkit/catalogue';

/** What a command is made from; the catalogue is made when asked for: it holds every model, and takes most of a second to load. */
export interface Known {
  readonly added: readonly Added[];
  catalogue(): Promise<FullCatalogue>;
}
