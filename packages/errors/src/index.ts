export { expected, isLatentKitError, LatentKitError, type Report } from './latentKitError.ts';
