export { disposeAll, type NamedRun, openRuns } from './site/openRuns.ts';
export { pageFiles } from './site/pageFiles.ts';
export { type Content, siteData, siteDataSoon } from './site/siteData.ts';
export { siteFolder } from './siteFolder.ts';
export { checkSiteFolder, topOf, writeSite } from './site/writeSite.ts';
