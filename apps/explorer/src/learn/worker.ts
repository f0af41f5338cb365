import '@tensorflow/tfjs-backend-cpu';
import { table } from '@latentkit/core';
import { sprites } from '@latentkit/datasets';
import * as tf from '@tensorflow/tfjs-core';
import { type Control, control } from './control.ts';
import { digitsLesson } from './digits.ts';
import { ellipseLesson } from './ellipse.ts';
import { chooseEngine } from './engine.ts';
import type { Lesson, LessonOptions } from './lesson.ts';
import type { LessonName } from './lessons.ts';
import type { FromWorker, Images, ToWorker } from './protocol.ts';
import { spiralLesson } from './spiral.ts';
import { watch } from './watch.ts';

// Training has a thread of its own: whatever a step costs, the page stays at hand.
const post = (message: FromWorker) => postMessage(message);
tf.enableProdMode();
const engine = tf.setBackend('cpu').then(chooseEngine);

let images: Images | undefined;
let steering: Control | undefined;
/** Lessons follow each other: two at once would share one tfjs. */
let last: Promise<void> = Promise.resolve();

const builders: Readonly<Record<LessonName, (options: LessonOptions) => Lesson>> = {
  ellipse: ellipseLesson,
  spiral: spiralLesson,
  digits: (options) => digitsLesson({ ...options, ...(images ? ofRun(images) : shapes()) }),
};

function ofRun({ values, shape, ...named }: Images) {
  return { images: table(values, shape), ...named };
}

/** Where the site has no run of images. Nothing is fetched from elsewhere. */
function shapes() {
  const { train, classes } = sprites({ rows: 2000, testRows: 1 });
  return { images: train.y, labels: train.label?.values as Uint8Array, ...(classes && { classes }) };
}

async function run({ start, lesson: name, seed }: Extract<ToWorker, { kind: 'start' }>, control: Control) {
  const { engine: chosen, words } = await engine;
  post({ kind: 'engine', words });
  const lesson = builders[name]({ seed });
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
      .catch((error: unknown) =>
        post({ kind: 'failure', message: error instanceof Error ? error.message : String(error) }),
      );
  }
});
