// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

const job = { id: 'j1', title: 'Importing /data' };
const made = vi.fn();

function browser({ permission, focus }: { permission: NotificationPermission; focus: boolean }): void {
  class Notice {
    static permission = permission;
    constructor(title: string, options: object) {
      made(title, options);
    }
  }
  vi.stubGlobal('Notification', Notice);
  vi.spyOn(document, 'hasFocus').mockReturnValue(focus);
}

// Whether a browser has notices is found out when the module is loaded, which another file may have done.
beforeEach(() => {
  vi.resetModules();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  made.mockClear();
});

it.each([
  { permission: 'granted', focus: false, told: 1 },
  { permission: 'granted', focus: true, told: 0 },
  { permission: 'default', focus: false, told: 0 },
  { permission: 'denied', focus: false, told: 0 },
] as const)(
  'tells of the end when allowed and looked away from: $permission, focus $focus',
  async ({ permission, focus, told }) => {
    browser({ permission, focus });
    const { tellOfEnd } = await import('./job-notices.ts');
    tellOfEnd(job, 'done');
    expect(made).toHaveBeenCalledTimes(told);
    if (told === 1) expect(made).toHaveBeenCalledWith(job.title, { body: 'done', tag: 'j1' });
  },
);
