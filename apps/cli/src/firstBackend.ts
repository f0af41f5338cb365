import '@tensorflow/tfjs-backend-cpu';
import { env, ones, tidy } from '@tensorflow/tfjs-core';

/** A model's first weights need a backend before an engine is chosen. Its first use is here, where it prints no greeting. */
function useOnce(): void {
  const production = env().getBool('PROD');
  env().set('PROD', true);
  tidy(() => ones([1]).dataSync());
  env().set('PROD', production);
}

useOnce();
