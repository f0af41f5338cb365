import '@tensorflow/tfjs-backend-cpu';
import { table } from '@latentkit/core';
import { sprites } from '@latentkit/datasets';
import * as tf from '@tensorflow/tfjs-core';
import { autoencoderLesson } from './autoencoder.ts';
import { collapseLesson } from './collapse.ts';
import { contractionLesson } from './contraction.ts';
import { type Control, control } from './control.ts';
import { digitsLesson } from './digits.ts';
import { ellipseLesson } from './ellipse.ts';
import { chooseEngine } from './engine.ts';
import { failureOf } from './failureOf.ts';
import { generatorLesson } from './generator.ts';
import type { Lesson, LessonOptions } from './lesson.ts';
import type { LessonName } from './lessons.ts';
import { mapLesson } from './map.ts';
import type { FromWorker, Images, ToWorker } from './protocol.ts';
import { spiralLesson } from './spiral.ts';
import { targetsLesson } from './targets.ts';
import { watch } from './watch.ts';

// Training has a thread of its own: whatever a step costs, the page stays at hand.
const post = (message: FromWorker) => postMessage(message);
tf.enableProdMode();
const engine = tf.setBackend('cpu').then(chooseEngine);

let images: Images | undefined;
let steering: Control | undefined;
/** Lessons follow each other: two at once would share one tfjs. */
let last: Promise<void> = Promise.resolve();

const withImages = (options: LessonOptions) => ({ ...options, ...(images ? ofRun(images) : shapes()) });
const builders: Readonly<Record<LessonName, (options: LessonOptions) => Lesson>> = {
  ellipse: ellipseLesson,
  spiral: spiralLesson,
  collapse: collapseLesson,
  contraction: contractionLesson,
  autoencoder: (options) => autoencoderLesson(withImages(options)),
  generator: (options) => generatorLesson(withImages(options)),
  targets: (options) => targetsLesson(withImages(options)),
  map: mapLesson,
  digits: (options) => digitsLesson(withImages(options)),
};

function ofRun({ values, shape, ...named }: Images) {
  return { images: table(values, shape), ...named };
}

/** Where the site has no run of images. Nothing is fetched from elsewhere. */
function shapes() {
  const { train, classes } = sprites({ rows: 2000, testRows: 1 });
  return { images: train.y, labels: train.label?.values as Uint8Array, ...(classes && { classes }) };
}

async function run({ start, lesson: name, ...asked }: Extract<ToWorker, { kind: 'start' }>, control: Control) {
  const { engine: chosen, words } = await engine;
  post({ kind: 'engine', words });
  const { seed, knob, width, points } = asked;
  const lesson = builders[name]({ seed, knob, ...(width && { width }), ...(points && { points }) });
  try {
    for await (const picture of watch(lesson, chosen, control)) {
      control.posted();
      post({ kind: 'picture', start, picture });
    }
  } finally {
    lesson.dispose();
  }
}

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === 'images') images = data.images;
  if (data.kind === 'set') steering?.set(data.change);
  if (data.kind === 'drawn') steering?.drawn();
  if (data.kind === 'start') {
    steering?.end();
    const own = control(data.settings);
    steering = own;
    last = last
      .then(() => run(data, own))
      .catch((error: unknown) => post({ kind: 'failure', words: failureOf(error) }));
  }
});
