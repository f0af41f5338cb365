/**
 * The address of a file of a data set on the Hugging Face hub, for `remoteFile`. The hub shows the SHA-256 of each large file on its page.
 *
 * @param options.repo owner and name, e.g. `ylecun/mnist`
 * @param options.file its path there
 * @param options.revision a branch, a tag or, so that it cannot change, a commit
 * @see https://huggingface.co/docs/hub/datasets-downloading
 * @example
 * huggingFaceUrl({ repo: 'ylecun/mnist', file: 'mnist/test-00000-of-00001.parquet' });
 */
export function huggingFaceUrl({
  repo,
  file,
  revision = 'main',
}: {
  repo: string;
  file: string;
  revision?: string;
}): string {
  const part = (text: string) => text.split('/').map(encodeURIComponent).join('/');
  return `https://huggingface.co/datasets/${part(repo)}/resolve/${encodeURIComponent(revision)}/${part(file)}`;
}
