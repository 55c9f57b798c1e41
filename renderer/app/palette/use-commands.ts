import {
  IconDatabase,
  IconHelp,
  IconKeyboard,
  IconLock,
  IconMoon,
  IconPackage,
  IconPlayerPlay,
  IconSun,
  IconUser,
} from '@tabler/icons-react';
import { skipToken, useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { FIGURES } from '../../components/figures.ts';
import { useText } from '../../text/index.ts';
import { api } from '../client.ts';
import { forgetRecords } from '../current-database.ts';
import { useLockNow } from '../lock.ts';
import type { ShowOverlay } from '../overlay.ts';
import { PAGES } from '../pages.ts';
import { useThemeChoice } from '../theme-choice.ts';
import type { Command, CommandGroup } from './commands.ts';

/** Stays of an id that is typed; more of them say that it is not typed to its end. */
const SHOWN_STAYS = 6;
/** A single character is in most ids. */
const SHORTEST_ID = 2;

/** The stays whose id, or whose patient's id, holds what was typed. */
export function useStayCommands(typed: string): readonly Command[] {
  const { palette } = useText();
  const navigate = useNavigate();
  const isId = typed.length >= SHORTEST_ID && /\d/.test(typed);
  const stays = useQuery(
    api.patients.list.queryOptions(isId ? { search: typed, limit: SHOWN_STAYS } : skipToken),
  );
  return (stays.data?.rows ?? []).map(({ encounter, patient }) => ({
    id: `stay ${encounter}`,
    label: palette.stay(encounter),
    detail: palette.ofPatient(patient),
    Icon: IconUser,
    run: () => void navigate({ to: '/patients/$encounter', params: { encounter } }),
  }));
}

/** Pages, actions, models, databases and the figures that are explained. */
export function useCommands(show: ShowOverlay): readonly CommandGroup[] {
  const { palette } = useText();
  return [
    { name: palette.groups.pages, commands: usePageCommands() },
    { name: palette.groups.actions, commands: useActionCommands(show) },
    { name: palette.groups.models, commands: useModelCommands() },
    { name: palette.groups.databases, commands: useDatabaseCommands() },
    { name: palette.groups.figures, commands: useFigureCommands() },
  ];
}

function usePageCommands(): readonly Command[] {
  const { shell } = useText();
  const navigate = useNavigate();
  return PAGES.map(({ to, key, letter, Icon }) => ({
    id: `page ${key}`,
    label: shell.nav[key],
    keys: `g ${letter}`,
    Icon,
    run: () => void navigate({ to }),
  }));
}

function useActionCommands(show: ShowOverlay): readonly Command[] {
  const { palette, shell, start } = useText();
  const navigate = useNavigate();
  const [theme, chooseTheme] = useThemeChoice();
  const lock = useLockNow();
  const other = theme === 'dark' ? 'light' : 'dark';
  const demo = useMutation(api.databases.prepareDemo.mutationOptions());
  const to = (address: '/import' | '/train' | '/audit') => () => void navigate({ to: address });
  return [
    { id: 'import', label: start.own.action, Icon: IconDatabase, run: to('/import') },
    { id: 'train', label: start.next.trainAction, Icon: IconPlayerPlay, run: to('/train') },
    { id: 'audit', label: palette.audit, Icon: IconPlayerPlay, run: to('/audit') },
    { id: 'demo', label: start.demo.action, Icon: IconPlayerPlay, run: () => demo.mutate({}) },
    {
      id: 'theme',
      label: shell.theme.switchTo[other],
      Icon: other === 'dark' ? IconMoon : IconSun,
      run: () => chooseTheme(other),
    },
    { id: 'lock', label: palette.lock, Icon: IconLock, run: lock },
    { id: 'keys', label: palette.keys, keys: '?', Icon: IconKeyboard, run: () => show('keys') },
    { id: 'tour', label: palette.tour, Icon: IconHelp, run: () => show('tour') },
  ];
}

function useModelCommands(): readonly Command[] {
  const { tasks } = useText();
  const navigate = useNavigate();
  const hasDatabase = useQuery(api.databases.list.queryOptions()).data?.some(({ current }) => current);
  const models = useQuery(api.models.list.queryOptions(undefined, { enabled: hasDatabase === true })).data;
  return (models ?? []).map(({ id, name, task }) => ({
    id: `model ${id}`,
    label: name,
    detail: tasks.task[task],
    Icon: IconPackage,
    run: () => void navigate({ to: '/models/$model', params: { model: id } }),
  }));
}

function useDatabaseCommands(): readonly Command[] {
  const { palette } = useText();
  const databases = useQuery(api.databases.list.queryOptions()).data ?? [];
  const select = useMutation(api.databases.select.mutationOptions({ onSuccess: forgetRecords }));
  return databases
    .filter(({ current }) => !current)
    .map(({ id, name, path }) => ({
      id: `database ${id}`,
      label: palette.openDatabase(name),
      detail: path,
      Icon: IconDatabase,
      run: () => select.mutate({ id }),
    }));
}

function useFigureCommands(): readonly Command[] {
  const { figures } = useText();
  const navigate = useNavigate();
  return FIGURES.map((figure) => ({
    id: `figure ${figure}`,
    label: figures.what(figures.byName[figure].name),
    Icon: IconHelp,
    run: () => void navigate({ to: '/help', hash: figure }),
  }));
}
