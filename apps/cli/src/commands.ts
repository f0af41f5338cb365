import type { Command } from 'commander';
import type { Known } from './known.ts';

interface Listed {
  readonly about: string;
  /** For processes of ours alone. */
  readonly hidden?: boolean;
  load(known: Known): Promise<Command>;
}

/** The commands by heading and name. The help shows this table; a command's own module is loaded when it is called. */
export const commands: Readonly<Record<string, Readonly<Record<string, Listed>>>> = {
  'Train:': {
    demo: {
      about: 'train a small model on MNIST, open its report and a page on its latent space',
      load: async (known) => (await import('./commands/demo.ts')).demoCommand(await known.catalogue()),
    },
    init: {
      about: 'answer a few questions, get a config file for `latentkit train --config`',
      load: async (known) => (await import('./commands/init.ts')).initCommand(await known.catalogue()),
    },
    window: {
      about: 'cut a table over time into windows, an array to train on',
      load: async () => (await import('./commands/window.ts')).windowCommand(),
    },
    train: {
      about: 'train a model into a run folder',
      load: async (known) => (await import('./commands/train.ts')).trainCommand(await known.catalogue()),
    },
    resume: {
      about: 'continue a run from its newest checkpoint, bit for bit as if it had never stopped',
      load: async (known) => (await import('./commands/resume.ts')).resumeCommand(await known.catalogue()),
    },
  },
  'Search and share work:': {
    sweep: {
      about: 'search settings by grid, at random or by TPE, over processes and machines',
      load: async (known) => (await import('./commands/sweep.ts')).sweepCommand(await known.catalogue()),
    },
    worker: {
      about: 'run jobs from a queue: trials of sweeps, parts of data sets, parts of training rounds',
      load: async () => (await import('./commands/worker.ts')).workerCommand(),
    },
    job: {
      about: 'run the jobs that a worker sends',
      hidden: true,
      load: async (known) => (await import('./commands/job.ts')).jobCommand(await known.catalogue()),
    },
  },
  'Use a trained model:': {
    evaluate: {
      about: 'mean loss on the test split, another split, or new data',
      load: async (known) => (await import('./commands/evaluate.ts')).evaluateCommand(await known.catalogue()),
    },
    score: {
      about: 'energy of each row, with its terms and its error by column: unusual rows score highest',
      load: async (known) => (await import('./commands/score.ts')).scoreCommand(await known.catalogue()),
    },
    reconstruct: {
      about: 'draw images above their reconstructions, or write both as numbers',
      load: async (known) => (await import('./commands/reconstruct.ts')).reconstructCommand(await known.catalogue()),
    },
    encode: {
      about: 'write the latent code of each row to a file',
      load: async (known) => (await import('./commands/encode.ts')).encodeCommand(await known.catalogue()),
    },
    decode: {
      about: 'draw the images of given codes, or write them as numbers',
      load: async (known) => (await import('./commands/decode.ts')).decodeCommand(await known.catalogue()),
    },
    sample: {
      about: 'draw new images, or write new rows',
      load: async (known) => (await import('./commands/sample.ts')).sampleCommand(await known.catalogue()),
    },
    imagine: {
      about: 'draw images for a caption (text-to-image)',
      load: async (known) => (await import('./commands/imagine.ts')).imagineCommand(await known.catalogue()),
    },
    export: {
      about: 'write encoder and decoder as ONNX models',
      load: async (known) => (await import('./commands/export.ts')).exportCommand(await known.catalogue()),
    },
    serve: {
      about: 'serve trained models over HTTP (Open Inference Protocol v2)',
      load: async (known) => (await import('./commands/serve.ts')).serveCommand(await known.catalogue()),
    },
  },
  'Share:': {
    share: {
      about: 'write report and explorer of a run as one HTML file',
      load: async (known) => (await import('./commands/share.ts')).shareCommand(await known.catalogue()),
    },
    push: {
      about: 'put a run on the Hugging Face hub, as a repository that others can use',
      load: async (known) => (await import('./commands/push.ts')).pushCommand(await known.catalogue()),
    },
    pull: {
      about: 'bring a run from the Hugging Face hub',
      load: async () => (await import('./commands/pull.ts')).pullCommand(),
    },
  },
  'Look at runs:': {
    ui: {
      about: 'open a page of all runs as they train: losses, figures, settings that differ',
      load: async () => (await import('./commands/ui.ts')).uiCommand(),
    },
    explore: {
      about: 'open a page on the latent space: drag a point, see what it decodes to, train in the browser',
      load: async (known) => (await import('./commands/explore.ts')).exploreCommand(await known.catalogue()),
    },
    report: {
      about: 'write report.html for one run, or for several side by side',
      load: async (known) => (await import('./commands/report.ts')).reportCommand(await known.catalogue()),
    },
    figure: {
      about: 'draw one figure of the lectures from trained models, with its numbers as CSV',
      load: async (known) => (await import('./commands/figure.ts')).figureCommand(await known.catalogue()),
    },
    runs: {
      about: 'list runs with their best loss, oldest first',
      load: async () => (await import('./commands/runs.ts')).runsCommand(),
    },
    compare: {
      about: 'compare runs: results, settings that differ, curves',
      load: async (known) => (await import('./commands/compare.ts')).compareCommand(await known.catalogue()),
    },
  },
  'Models and data:': {
    models: {
      about: 'list the models',
      load: async (known) => (await import('./commands/models.ts')).modelsCommand(known),
    },
    datasets: {
      about: 'list the data sets, and the kinds of files that can be read',
      load: async (known) => (await import('./commands/datasets.ts')).datasetsCommand(await known.catalogue()),
    },
    doctor: {
      about: 'show which engines this machine can run, which one is used and why',
      load: async () => (await import('./commands/doctor.ts')).doctorCommand(),
    },
  },
};
