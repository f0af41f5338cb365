import { Command } from 'commander';
import { reconstructionsFigure } from '../figures/reconstructionsFigure.ts';
import { openRun } from '../run/openRun.ts';
import { splitOf } from '../run/splitOf.ts';
import { wholeNumbers, withRun, withSplit } from './runArguments.ts';
import { checkPicture, writePicture } from './writeOut.ts';

interface Flags {
  readonly engine: string;
  readonly split: string;
  readonly rows: string;
  readonly out: string;
}

export function reconstructCommand(): Command {
  const command = new Command('reconstruct').description('draw images above what the model makes of them');
  return withSplit(withRun(command))
    .option('--rows <n,n,…>', 'which examples of the split, counted from 0', '0,1,2,3,4,5,6,7,8,9')
    .option('--out <file>', 'picture to write, .png or .svg', 'reconstructions.png')
    .action(async (path: string, { engine: engineName, split, rows, out }: Flags) => {
      checkPicture(out);
      const { model, engine, data } = await openRun(path, engineName);
      const images = splitOf(await data(), split).y;
      const chosen = wholeNumbers('--rows', rows, { below: images.shape[0] as number });
      const figure = await reconstructionsFigure(chosen, { engine, model, images });
      model.dispose();
      await writePicture(out, figure.draw({ theme: 'light' }));
    });
}
