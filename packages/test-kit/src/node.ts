export { smallImages } from './smallImages.ts';
