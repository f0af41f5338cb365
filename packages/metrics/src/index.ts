export { type MeanCost, type MeanCostOptions, meanCost } from './meanCost.ts';
