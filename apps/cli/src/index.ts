import './firstBackend.ts';

export * from '@latentkit/catalogue';
export * from '@latentkit/core';
export * from '@latentkit/core/node';
export * from '@latentkit/datasets';
export * from '@latentkit/datasets/node';
export * from '@latentkit/errors';
export * from '@latentkit/export';
export * from '@latentkit/layers';
export * from '@latentkit/losses';
export * from '@latentkit/metrics';
export * from '@latentkit/models';
export * from '@latentkit/report';
export * from '@latentkit/runs';
export * from '@latentkit/samplers';
export * from '@latentkit/serve';
export * from '@latentkit/viz';
export * from '@latentkit/viz/node';
