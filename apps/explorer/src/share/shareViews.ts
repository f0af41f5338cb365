import { runViews, type View } from '../views/views.ts';

/** The report, then what one run shows by itself. Training has a thread of its own, which a page from the disk may not have. */
export const shareViews: readonly View[] = [
  {
    name: 'report',
    first: true,
    of: 'any',
    title: 'Report',
    about: 'What was trained, how, and how good it is.',
    load: () => import('../views/report/Report.tsx'),
  },
  ...runViews,
];
