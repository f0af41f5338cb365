import '@tensorflow/tfjs-backend-cpu';
import { catalogue } from '@latentkit/catalogue';

export const known = catalogue();
