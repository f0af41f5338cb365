export { sharePage } from './share/sharePage.ts';
export { pageFiles } from './site/pageFiles.ts';
export { runNames } from './site/runNames.ts';
export { type Content, type NamedRun, siteData, siteDataSoon } from './site/siteData.ts';
export { checkSiteFolder, topOf, writeSite } from './site/writeSite.ts';
export { runsPageFolder, siteFolder } from './siteFolder.ts';
