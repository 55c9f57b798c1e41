import { en } from './english.ts';
import { de } from './german.ts';

/** A question with two answers, the safe one first. */
export interface Question {
  readonly message: string;
  readonly detail: string;
  readonly buttons: readonly [string, string];
}

/** Another language is another object of this type. */
export type ShellText = typeof en;

/** What the shell itself says: menus, dialogs and notices. Everything else is in the catalogue of the window. */
export let text: ShellText = en;

/**
 * Chooses the language of the shell, once, before it says anything.
 * @param chosen as in the settings.
 * @param preferred the languages of the system, the first that the shell speaks is taken.
 */
export function speak(chosen: 'auto' | 'en' | 'de', preferred: readonly string[]): void {
  const spoken = preferred
    .map((tag) => tag.split('-')[0])
    .find((language) => language === 'en' || language === 'de');
  text = (chosen === 'auto' ? spoken : chosen) === 'de' ? de : en;
}
