/** What can be learned in the page. Nothing here loads tfjs: the page reads it, the worker builds by it. */
export const lessons = {
  ellipse: {
    title: 'Ellipse',
    model: 'energy-based model',
    words:
      'E(y, z) = (y₁ − w₁ cos z)² + (y₂ − w₂ sin z)². Two numbers learn. The free energy F(y) sinks where the data are, and the line of all decoded angles with it.',
    learningRate: 0.02,
    loss: 'F(y)',
    unit: '',
  },
  spiral: {
    title: 'Spiral',
    model: 'denoising autoencoder',
    words:
      'It sees points with noise and gives back the clean ones. The arrows ỹ − y learn to point to the nearer arm; midway between two arms the pulls cancel, so the map leaves points there although no data is near.',
    learningRate: 0.003,
    loss: '‖y − ỹ‖²',
    unit: '',
  },
  digits: {
    title: 'Images',
    model: 'variational autoencoder',
    words:
      'Two numbers for a whole image. Codes of like images come together, and every place of the plane decodes to something. The surface is the energy of the one image at every code.',
    learningRate: 0.002,
    loss: '−ELBO',
    unit: 'nats',
  },
} as const;

export type LessonName = keyof typeof lessons;
