export { default } from './src/plugin.ts';
