import {
  IconChartHistogram,
  IconDatabaseImport,
  IconFilterSearch,
  IconHome,
  IconListDetails,
  IconPackages,
  IconSchool,
  IconSettings,
  IconUsers,
  type Icon,
} from '@tabler/icons-react';

interface PageEntry {
  readonly to: string;
  /** Its name in the catalogue. */
  readonly key: string;
  /** The key that leads there after `g`. */
  readonly letter: string;
  readonly Icon: Icon;
}

/** The screens, in the order of the work. */
export const WORK = [
  { to: '/', key: 'start', letter: 's', Icon: IconHome },
  { to: '/import', key: 'import', letter: 'i', Icon: IconDatabaseImport },
  { to: '/cohort', key: 'cohort', letter: 'c', Icon: IconFilterSearch },
  { to: '/patients', key: 'patients', letter: 'p', Icon: IconUsers },
  { to: '/train', key: 'train', letter: 't', Icon: IconSchool },
  { to: '/models', key: 'models', letter: 'm', Icon: IconPackages },
  { to: '/audit', key: 'audit', letter: 'a', Icon: IconChartHistogram },
] as const satisfies readonly PageEntry[];

export const HOUSEKEEPING = [
  { to: '/activity', key: 'activity', letter: 'y', Icon: IconListDetails },
  { to: '/settings', key: 'settings', letter: ',', Icon: IconSettings },
] as const satisfies readonly PageEntry[];

export const PAGES = [...WORK, ...HOUSEKEEPING] as const;
export type Page = (typeof PAGES)[number];
