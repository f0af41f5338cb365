// A line of a package's changelog is the sentence of its changeset. What moved because all packages share one version says nothing.
module.exports = {
  getReleaseLine: async ({ summary }) => `- ${summary.trim().replace(/\n/g, '\n  ')}`,
  getDependencyReleaseLine: async () => '',
};
