export { counted } from './counted.ts';
export { expected, isLatentKitError, LatentKitError, type Report } from './latentKitError.ts';
