'use strict';
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

/** Packages of a lock file by their folder; `undefined` where the file cannot be read. */
function readPackages(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/**
 * Whether npm's record of what it installed agrees with the lock file. Packages of other platforms are optional
 * and may be absent.
 */
function areInstalled(locked, installed) {
  if (!locked || !installed) return false;
  const wanted = Object.keys(locked).filter((folder) => folder !== '');
  return (
    Object.keys(installed).every((folder) => locked[folder]) &&
    wanted.every((folder) => {
      const found = installed[folder];
      if (!found) return Boolean(locked[folder].optional);
      return found.version === locked[folder].version && found.integrity === locked[folder].integrity;
    })
  );
}

/** The npm that started us, by the Node that runs it; else the one on the PATH. */
function npm(args, options) {
  const { npm_node_execpath: node, npm_execpath: script } = process.env;
  if (node && script) return spawnSync(node, [script, ...args], options);
  return spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
}

/** Whether `node_modules` is a link: installing through one empties a folder that other checkouts may use. */
function areLinked(root) {
  const folder = fs.lstatSync(path.join(root, 'node_modules'), { throwIfNoEntry: false });
  return folder !== undefined && folder.isSymbolicLink();
}

/** Installs exactly what the lock file names, where that is not there already. Standard output stays clean. */
function ensurePackages(root) {
  const locked = readPackages(path.join(root, 'package-lock.json'));
  const installed = readPackages(path.join(root, 'node_modules', '.package-lock.json'));
  if (areInstalled(locked, installed)) return true;
  if (areLinked(root)) {
    process.stderr.write(
      'Lacuna: node_modules is a link to packages that package-lock.json does not name; remove it, or install there\n',
    );
    return false;
  }
  const started = Date.now();
  process.stderr.write('Lacuna: installing packages, half a minute or, on a slow line, some minutes\n');
  const result = npm(['ci'], { cwd: root, stdio: ['ignore', 2, 2] });
  if (result.status !== 0) {
    const why = result.error ? result.error.message : `npm ci ended with ${result.status ?? result.signal}`;
    process.stderr.write(
      `Lacuna: packages could not be installed (${why}); check the network and try again.\n` +
        'Behind a firewall: name a mirror (npm config set registry <address>), or carry over a folder that was set up elsewhere; see docs/administration.md\n',
    );
    return false;
  }
  process.stderr.write(`Lacuna: packages installed in ${Math.round((Date.now() - started) / 1000)} s\n`);
  return true;
}

module.exports = { areInstalled, ensurePackages };
