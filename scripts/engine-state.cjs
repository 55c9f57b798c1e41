'use strict';
const fs = require('node:fs');
const path = require('node:path');

const nativeFolder = (root) => path.join(root, '.cache', 'native');
const stateFile = (root) => path.join(nativeFolder(root), 'state.json');
const bindingPackage = (root) => path.join(root, 'node_modules', '@tensorflow', 'tfjs-node-gpu');

/** What the last preparation came to, or `undefined` before the first. */
function readEngineState(root) {
  try {
    return JSON.parse(fs.readFileSync(stateFile(root), 'utf8'));
  } catch {
    return undefined;
  }
}

/** Whether there is nothing to prepare: the native engine is linked, or its absence is known and recent. */
function isEngineSettled(root) {
  const state = readEngineState(root);
  if (!state) return false;
  if (state.engine === 'tensorflow') return fs.existsSync(path.join(bindingPackage(root), 'lib'));
  return Date.now() < state.retryAfter;
}

module.exports = { bindingPackage, isEngineSettled, nativeFolder, readEngineState, stateFile };
