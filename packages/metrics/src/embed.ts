export { pca } from './embed/pca.ts';
export { type TsneOptions, tsne } from './embed/tsne/tsne.ts';
export { type UmapOptions, umap } from './embed/umap.ts';
