export { type HubAddress, hubText, isHubAddress, parseHubAddress } from './address.ts';
export { type Hub, hubOf } from './hub.ts';
export { type Pulled, type PullOptions, pinnedAddress, pullRepository } from './pullRepository.ts';
export { type Content, type Pushed, type PushOptions, pushRepository } from './pushRepository.ts';
