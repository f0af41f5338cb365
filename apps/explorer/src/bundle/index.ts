export { readCard } from './readCard.ts';
export { isRunName, readIndex } from './readIndex.ts';
export { type EnergyTerm, type Mixture, type RunCard, type SiteIndex, sizeOf } from './runCard.ts';
export { floatBytes, readBytes, readFloats, readObservations, tableFiles } from './tables.ts';
export { isWordsCard, readWordsCard, type WordsCard } from './wordsCard.ts';
