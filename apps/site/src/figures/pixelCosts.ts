/** What one predicted pixel ỹ costs where the observed one is y, by the two costs of the lecture, and their slopes by ỹ. */
export const squared = (y: number, prediction: number) => (y - prediction) ** 2;
export const squaredSlope = (y: number, prediction: number) => 2 * (prediction - y);
export const crossEntropy = (y: number, p: number) => -(y * Math.log(p) + (1 - y) * Math.log(1 - p));
export const crossEntropySlope = (y: number, p: number) => (p - y) / (p * (1 - p));
