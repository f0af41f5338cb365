// An old Node must be able to read this file and say what it lacks: no import, no syntax newer than Node 12.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const recent = major === 20 ? minor >= 19 : major === 22 ? minor >= 12 : major > 22;

if (recent) {
  import('./bootstrap/main.mjs').then(({ main }) => main(process.argv.slice(2)));
} else {
  console.error(
    `node: expected version 20.19 or later (22.12 or later of the 22 line), received ${process.versions.node}. ` +
      'Install a current Node and run the command again.',
  );
  process.exitCode = 2;
}
