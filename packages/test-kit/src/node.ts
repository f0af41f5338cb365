export { type Asked, type FakeHubSettings, fakeHub } from './fakeHub/fakeHub.ts';
export { smallImages } from './smallImages.ts';
