export { type ExportedRun, exportRun } from './exportRun.ts';
export { cardText, type ExportedNetwork, type ModelCard, type Port, pixelsOf } from './modelCard.ts';
export { isConditional, type Network, networksOf, onnxOf } from './networks.ts';
export { type Repository, repositoryFolders, runRepository } from './repository.ts';
export { textToImageNetworks } from './textToImage.ts';
export { type TokenVocabulary, vocabularyOf } from './vocabulary.ts';
export { withoutPlaces } from './withoutPlaces.ts';
