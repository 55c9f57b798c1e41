import type { Icon } from '@tabler/icons-react';

/** Something that can be asked for by its name. */
export interface Command {
  readonly id: string;
  readonly label: string;
  /** One line that tells it from others alike. */
  readonly detail?: string | undefined;
  /** Words that people look for it by, beside its label. */
  readonly words?: string;
  readonly keys?: string;
  readonly Icon: Icon;
  readonly run: () => void;
}

export interface CommandGroup {
  readonly name: string;
  readonly commands: readonly Command[];
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** The commands that hold every word of what was typed, in their order; groups without one are left out. */
export function matching(groups: readonly CommandGroup[], typed: string): CommandGroup[] {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  const fits = ({ label, detail = '', words: more = '' }: Command): boolean => {
    const text = plain(`${label} ${detail} ${more}`);
    return words.every((word) => text.includes(word));
  };
  return groups
    .map(({ name, commands }) => ({ name, commands: commands.filter(fits) }))
    .filter(({ commands }) => commands.length > 0);
}
