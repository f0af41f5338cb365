#!/usr/bin/env node
import { run } from './cli.ts';
import { failure } from './failure.ts';

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader that went away (`| head`) is no fault of the run's.
  if (error.code === 'EPIPE') process.exit(0);
  // Such as a full device.
  process.stderr.write(`${failure(error).line}\n`);
  process.exit(1);
});
process.exitCode = await run(process.argv.slice(2));
