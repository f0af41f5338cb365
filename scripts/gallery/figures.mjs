/** What is trained for the gallery: `latentkit train …`, by the name of its run. */
export const runs = {
  autoencoder: ['autoencoder'],
  collapsed: ['autoencoder', '--data', 'spiral', '--hidden', 'none', '--latent-size', '16', '--epochs', '60'],
  'denoising-autoencoder': ['denoising-autoencoder'],
  vae: ['vae'],
  'vae-2d': ['vae', '--latent-size', '2', '--hidden', '512,256', '--epochs', '20'],
  'vae-8d': ['vae', '--latent-size', '8', '--epochs', '10'],
  'without-u': ['vae', '--latent-size', '2', '--hidden', '512,256', '--mean-weight', '0', '--epochs', '20'],
  'without-v': ['vae', '--latent-size', '2', '--hidden', '512,256', '--variance-weight', '0', '--epochs', '20'],
  'beta-0.25': ['vae', '--beta', '0.25'],
  'beta-1': ['vae', '--beta', '1'],
  'beta-2': ['vae', '--beta', '2'],
  'beta-4': ['vae', '--beta', '4'],
  'beta-8': ['vae', '--beta', '8'],
  spiral: ['--config', 'examples/specs/spiral.yaml'],
  ellipse: ['ellipse-ebm'],
  'target-propagation': ['target-propagation'],
};

/** `latentkit figure …`: file, figure, the runs it is drawn from, flags. @type {[file: string, figure: string, runs: (keyof typeof runs)[], flags?: string[]][]} */
export const figures = [
  ['reconstructions', 'reconstructions', ['denoising-autoencoder']],
  ['latent', 'latent', ['autoencoder']],
  ['manifold', 'manifold', ['vae-2d']],
  ['bubbles', 'bubbles', ['vae-2d']],
  ['divergence-parts', 'divergence-parts', ['vae-2d', 'without-u', 'without-v']],
  ['trade-off', 'trade-off', ['beta-0.25', 'beta-1', 'beta-2', 'beta-4', 'beta-8']],
  ['traversal', 'traversal', ['vae-8d']],
  ['interpolation', 'interpolation', ['vae'], ['--rows', '0,1,2,3']],
  ['samples', 'samples', ['vae']],
  ['samples-of-an-autoencoder', 'samples', ['autoencoder']],
  ['comparison', 'comparison', ['autoencoder', 'denoising-autoencoder', 'vae-2d']],
  ['compression', 'compression', ['autoencoder']],
  ['confusion', 'confusion', ['autoencoder']],
  ['plausibility', 'plausibility', ['autoencoder']],
  ['collapse', 'plausibility', ['collapsed', 'spiral']],
  ['denoising-field', 'denoising-field', ['spiral']],
  ['energy-surface', 'energy-surface', ['ellipse']],
  ['inference', 'inference', ['target-propagation']],
  ['variational-inference', 'variational-inference', []],
];

/** Runs of the site, from first to last choice. @type {(keyof typeof runs)[]} */
export const explored = ['vae-2d', 'vae-8d', 'denoising-autoencoder', 'spiral'];
