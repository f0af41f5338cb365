// What the examples in this package's doc comments take for granted.
import '@tensorflow/tfjs-backend-cpu';

export { gaussianNoise } from '@latentkit/layers';
export { squaredError } from '@latentkit/losses';
