export { type Added, type Config, catalogue, defineConfig, type FullCatalogue } from './catalogue.ts';
export { type CorruptionEntry, type CostEntry, defineCorruption, defineCost } from './parts.ts';
