export { type ExportedRun, exportRun } from './exportRun.ts';
export { cardText, type ExportedNetwork, type ModelCard, type Port, pixelsOf } from './modelCard.ts';
export { isConditional, type Network, networksOf, onnxOf } from './networks.ts';
