import { readFileSync } from 'node:fs';

/**
 * Most memory that this process has held resident so far, megabytes. On Linux `maxRSS` will not do: it starts at the
 * peak of the process that started this one.
 */
export function peakResidentMegabytes(): number {
  return (process.platform === 'linux' ? highWaterMark() : process.resourceUsage().maxRSS) / 1024;
}

/** In kilobytes. */
function highWaterMark(): number {
  const [, kilobytes] = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  if (kilobytes === undefined) throw new Error('/proc/self/status does not say how much memory was resident');
  return Number(kilobytes);
}
