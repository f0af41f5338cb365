/** What the page shows, as its address says it: `#runs=a,b&show=loss&x=step`. */
export interface Shown {
  /** Ids of runs; undefined where the reader has not chosen. */
  readonly runs: readonly string[] | undefined;
  /** `loss`, a term or `learning rate`. */
  readonly show: string;
  readonly x: 'epoch' | 'step';
  readonly y: 'log' | 'linear';
}

export function readAddress(hash: string): Shown {
  const all = new URLSearchParams(hash.replace(/^#/, ''));
  const runs = all.get('runs');
  return {
    runs: runs === null ? undefined : runs.split(',').filter(Boolean).map(decodeURIComponent),
    show: all.get('show') ?? 'loss',
    x: all.get('x') === 'step' ? 'step' : 'epoch',
    y: all.get('y') === 'linear' ? 'linear' : 'log',
  };
}

export function addressOf({ runs, show, x, y }: Shown): string {
  const all = new URLSearchParams();
  if (runs) all.set('runs', runs.map(encodeURIComponent).join(','));
  if (show !== 'loss') all.set('show', show);
  if (x !== 'epoch') all.set('x', x);
  if (y !== 'log') all.set('y', y);
  return `#${all}`;
}
