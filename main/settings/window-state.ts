import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';

const windowState = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(400),
  height: z.int().min(300),
  maximized: z.boolean(),
});
export type WindowState = z.infer<typeof windowState>;

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const DEFAULT_SIZE = { width: 1360, height: 900 };

/** Where the window was last, if its title bar is still on a screen; else a default size, placed by the system. */
export function loadWindowState(dataFolder: string, screens: readonly Area[]): Partial<WindowState> {
  const state = readState(dataFolder);
  return state !== null && screens.some((screen) => isReachable(state, screen)) ? state : DEFAULT_SIZE;
}

export function saveWindowState(dataFolder: string, state: WindowState): void {
  writeFileAtomic.sync(statePath(dataFolder), JSON.stringify(state), { mode: 0o600 });
}

function readState(dataFolder: string): WindowState | null {
  try {
    return windowState.parse(JSON.parse(readFileSync(statePath(dataFolder), 'utf8')));
  } catch {
    return null; // a first start, or a file that is worth no message: the next closing writes it anew
  }
}

function isReachable({ x, y, width }: Area, screen: Area): boolean {
  const across = x + width > screen.x && x < screen.x + screen.width;
  return across && y >= screen.y && y < screen.y + screen.height;
}

function statePath(dataFolder: string): string {
  return join(dataFolder, 'window-state.json');
}
