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
  tokens: ['discrete-vae', '--data', 'scenes'],
  painter: ['text-to-image', '--data', 'scenes', '--tokens', 'runs/tokens'],
};

const prompt = 'a large red circle above a small blue square';

/** `latentkit figure …`, or `latentkit imagine …`: file, figure, the runs it is drawn from, flags. @type {[file: string, figure: string, runs: (keyof typeof runs)[], flags?: string[]][]} */
export const figures = [
  ['caption-and-nine-images', 'imagine', ['tokens', 'painter'], ['--prompt', prompt, '--count', '9', '--seed', '1']],
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

/** What draws one of them from run folders. @param {(typeof figures)[number]} figure @param {(name: string) => string} folderOf */
export function drawn([, figure, from, flags = []], folderOf) {
  // The run of its tokens is inside it.
  if (figure === 'imagine') return ['imagine', ...from.slice(-1).map(folderOf), ...flags];
  return ['figure', figure, ...from.map(folderOf), ...flags];
}

/** Runs of the site, from first to last choice. @type {(keyof typeof runs)[]} */
export const explored = ['vae-2d', 'vae-8d', 'denoising-autoencoder', 'spiral'];

/** What one sees in each picture, under it. @type {Record<string, string>} */
export const captions = {
  'caption-and-nine-images':
    'A caption, and nine images that a transformer draws for it, token by token: the figure on the first page of the lectures. Below each: how much more likely this image is with the caption than without, log p(image | caption) − log p(image), in nats.',
  reconstructions: 'Test images above their reconstructions by a denoising autoencoder.',
  latent:
    'Latent codes of test images of an autoencoder with two latent dimensions, coloured by class. Training never saw a class.',
  manifold:
    'The latent space of a VAE with two latent dimensions, decoded on a grid over the middle 98 % of the training codes.',
  bubbles:
    'q(z|y) of test images: each ellipse is one standard deviation around its mean. Dashed: one and two standard deviations of the prior.',
  'divergence-parts':
    'Posteriors of the same VAE trained with the whole KL divergence (a), without U (b) and without V (c). Without U some means lie beyond 100; without V the ellipses shrink to points.',
  'trade-off': 'Reconstruction loss against KL divergence on the test set, for several β.',
  traversal:
    'The code of a test image, decoded while one latent dimension at a time goes from −3 to 3: one row per dimension.',
  interpolation: 'From one test image to the next, along a straight and a spherical path between their codes.',
  samples: 'Images that a VAE decodes from codes of five samplers, among them its prior.',
  'samples-of-an-autoencoder':
    'The same for a plain autoencoder, whose training has no prior: codes from N(0, I) cover a small part of its latent space.',
  comparison:
    'Three models on the same test images: reconstructions, reconstructions of noisy copies, samples, and codes by class.',
  compression:
    'Two-dimensional codes of test images next to PCA, t-SNE and UMAP of the same images, coloured by class.',
  confusion:
    'Confusion matrix of a linear classifier on the codes: rows are the true class, columns the predicted one.',
  plausibility: 'Reconstruction errors of test images, of the same images with shuffled pixels, and of noise.',
  collapse:
    'Reconstruction errors of data and of noise. The over-complete linear autoencoder of a spiral has collapsed: it copies noise almost as exactly as data. The denoising one tells them apart.',
  'denoising-field':
    'Where a denoising autoencoder moves each point of the plane. Panel (b) follows the line between two turns of the spiral, through the point where both pulls cancel.',
  'energy-surface':
    'Free energy of the ellipse model over the plane, at zero and at positive temperature, with the data.',
  inference:
    'Target propagation: the energy of test images during gradient descent from the encoder’s guess to the inferred code.',
  'variational-inference':
    'While gradient steps improve q, the ELBO rises to log p(x). The gap between the two is KL(q ‖ p(z|x)).',
};
