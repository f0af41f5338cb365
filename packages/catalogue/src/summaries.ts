/** Each model of this package in one line. It lies apart from the models, so that a list of them needs no tensors. */
export const summaries = {
  autoencoder: 'autoencoder of dense layers, 784-128-64-12-2',
  'convolutional-autoencoder': 'autoencoder of convolutions: 1→16→32 (k3 s2), 32→64 (k7), mirrored in the decoder',
  'denoising-autoencoder': 'dense autoencoder that learns to remove noise from its input (784-256-64)',
  'convolutional-denoising-autoencoder': 'denoising autoencoder of convolutions: 1→16→32 (k3 s2), 32→64 (k7), mirrored',
  'sparse-autoencoder': 'autoencoder with more latent dimensions than pixels, few of them active (784-1024)',
  'contractive-autoencoder': 'autoencoder whose code changes little when the image changes a little (784-128, sigmoid)',
  'tied-autoencoder': "autoencoder whose decoder reuses the encoder's kernels, transposed (784-64)",
  'target-propagation': 'autoencoder trained by target propagation: the encoder learns codes of low energy',
  'difference-target-propagation':
    'autoencoder trained layer by layer: learned inverses give each layer a target (difference target propagation)',
  'sparse-coding': 'dictionary learning: codes minimise ‖y − zD‖² + λ|z| by FISTA, atoms have unit norm',
  'ellipse-ebm': 'energy-based model of an ellipse with one latent angle: g(z) = [w₁ cos z, w₂ sin z]',
  vae: 'variational autoencoder of dense layers (784-400-20)',
  'convolutional-vae': 'variational autoencoder of convolutions: 1→32→64 (k3 s2), 64→20 (k7), mirrored',
  'conditional-vae': 'variational autoencoder that is given the class, so that you choose the class of a sample',
  'tc-vae': 'variational autoencoder with independent latent dimensions (β-TC-VAE: β weighs the total correlation)',
  'info-vae': 'autoencoder whose codes match the prior as a whole (InfoVAE; α = 1: Wasserstein autoencoder)',
  'vq-vae': 'autoencoder with discrete codes from a learned codebook (VQ-VAE, 16 codes of 64 entries)',
  'discrete-vae': 'image → grid of discrete codes by Gumbel-softmax with falling temperature (discrete VAE)',
  'grid-vq-vae': 'image → grid of discrete codes by nearest entries, learned as running means (convolutional VQ-VAE)',
  'text-to-image': 'transformer that draws an image for a caption, token by token (see `latentkit imagine`)',
} as const;
