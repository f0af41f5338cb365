/**
 * @typedef {import('./verdict.mjs').Published} Published
 * @typedef {{
 *   title: string,
 *   figure: string,
 *   published: Published[],
 *   theirs: string,
 *   train: string[],
 *   evaluate: string[],
 *   read: (evaluated: any) => number,
 * }} Row  published: the paper first, others who made it again after it; theirs: how they got there; read: from what `evaluate --json` prints
 */

const burda = 'Burda, Grosse and Salakhutdinov 2016, table 1';
const arxiv = 'https://arxiv.org/abs/1509.00519';
const again = { source: 'nbip/IWAE, 1 stochastic layer', url: 'https://github.com/nbip/IWAE' };
const burdas = ['--hidden', '200,200', '--latent-size', '50', '--batch-size', '100', '--binarize'];
const bound = ['--examples', '1000', '--samples', '100'];
const theirs = '3280 epochs; 5000 samples on 10 000 test images; ours: 100 samples on the first 1000';
/** @param {{ bound: { perExample: number } }} evaluated */
const logLikelihood = ({ bound }) => bound.perExample;
/** @param {{ perPixel: number }} evaluated */
const perPixel = ({ perPixel }) => perPixel;
const small = ['--hidden', '128', '--latent-size', '32', '--examples', '10000', '--epochs', '4'];

/** What is made again, by name: each takes minutes on two cores. @type {Record<string, Row>} */
export const rows = {
  'vae-mnist': {
    title: 'VAE, MNIST drawn black and white at every step',
    figure: '−log p(y), nats',
    published: [
      { value: 86.76, source: burda, url: arxiv },
      { value: 86.35, ...again },
    ],
    theirs,
    train: ['vae', ...burdas, '--epochs', '8'],
    evaluate: bound,
    read: logLikelihood,
  },
  'iwae-mnist': {
    title: 'IWAE with k = 5, the same',
    figure: '−log p(y), nats',
    published: [
      { value: 85.54, source: burda, url: arxiv },
      { value: 85.18, ...again },
    ],
    theirs,
    train: ['vae', ...burdas, '--bound', 'importance-weighted', '--samples', '5', '--epochs', '8'],
    evaluate: bound,
    read: logLikelihood,
  },
  backpropagation: {
    title: 'Autoencoder 784-128-32 on 10 000 images, backpropagation',
    figure: 'squared error per pixel',
    published: [],
    theirs: '',
    train: ['autoencoder', ...small],
    evaluate: [],
    read: perPixel,
  },
  'target-propagation': {
    title: 'The same by target propagation',
    figure: 'squared error per pixel',
    published: [],
    theirs: '',
    train: ['target-propagation', ...small],
    evaluate: [],
    read: perPixel,
  },
};
