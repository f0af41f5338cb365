export { fashionMnist } from './fashion-mnist/fashionMnist.ts';
export { idxFiles } from './files/idxFiles.ts';
export { mnist } from './mnist/mnist.ts';
