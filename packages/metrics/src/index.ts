export { type MeanTerms, type MeanTermsOptions, meanTerms } from './meanTerms.ts';
