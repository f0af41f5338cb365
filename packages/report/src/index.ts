export { keepFrame } from './course/course.ts';
export { type LatestFrame, latestFrame } from './course/latestFrame.ts';
export {
  defineFigure,
  type FigureEntry,
  type Figures,
  type FigureTools,
  type InReport,
  type Runs,
} from './entry/figureEntry.ts';
export type { RunFigure } from './entry/runFigure.ts';
export { defineSampler, type FitOptions, type SamplerEntry, type Samplers, samplersOf } from './entry/samplerEntry.ts';
export { figures } from './figures/figures.ts';
export { inRows } from './figures/inRows.ts';
export { distinctNames } from './figures/namesOf.ts';
export { gridOf, isImage, reconstructionsFigure } from './figures/reconstructionsFigure.ts';
export { seriesGrid } from './figures/seriesGrid.ts';
export { type Glimpse, glimpse } from './glimpse.ts';
export { commandOf, shellWord } from './page/commandOf.ts';
export { compareReport, type Told } from './page/compareReport.ts';
export type { Shown } from './page/report.ts';
export { type ReportTools, runReport } from './page/runReport.ts';
export type { Picture } from './picture.ts';
export { priorOf } from './priorOf.ts';
export { type Representation, representation } from './representation.ts';
export { type Known, knownClasses } from './scores/knownClasses.ts';
export { type ScoresPageOptions, scoresPage } from './scores/scoresPage.ts';
export { settingOf, textOf } from './settings.ts';
export { hasTensorboard, tensorboard } from './tensorboard/tensorboard.ts';
export type { Finding } from './verdict/finding.ts';
export { verdict } from './verdict/verdict.ts';
export { wordsOf } from './words.ts';
export { writeReport } from './writeReport.ts';
