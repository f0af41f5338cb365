/** One class for every example of a batch. @returns [batch, classes] */
export function oneHot(index: number, classes: number, batch: number): Float32Array {
  return Float32Array.from({ length: batch * classes }, (_, i) => Number(i % classes === index));
}
