// Found by the bench where peers/page/setup.sh puts them.
declare module '@tensorflow/tfjs-backend-webgl';
declare module '@tensorflow/tfjs-backend-webgpu';
// Where the bundler puts a file.
declare module '*?url' {
  const url: string;
  export default url;
}
