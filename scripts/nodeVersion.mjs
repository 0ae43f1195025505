/** Ends the program with a clear message on a Node.js that is too old. Import it before anything else: the rest needs a newer one to load. */
const needed = [20, 19];
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < needed[0] || (major === needed[0] && minor < needed[1])) {
  console.error(
    `Convoscope needs Node.js ${needed.join('.')} or newer; this is ${process.versions.node}. Get it from https://nodejs.org`,
  );
  process.exit(1);
}
