import { notifications } from '@mantine/notifications';
import { type ReactNode, useEffect, useState } from 'react';
import { type Language, LANGUAGES, setLocale } from '../format/locale.ts';
import { type Catalogue, catalogueOf, TextContext } from '../text/index.ts';
import { oneOf } from './search.ts';
import { useSettings } from './settings.ts';

/** In this browser: the language to start in until the settings are there, so that no text changes before the eyes. */
const KEY = 'lacuna-language';

/** The first of the browser's languages that the window speaks; English where it speaks none. */
export function languageOfBrowser(tags: readonly string[] = navigator.languages): Language {
  const spoken = tags.map((tag) => oneOf(LANGUAGES, tag.split('-')[0]));
  return spoken.find((language) => language !== undefined) ?? 'en';
}

/** Before the first paint: the texts of the language spoken last, or of the browser's. */
export async function firstTexts(): Promise<Catalogue> {
  const language = oneOf(LANGUAGES, localStorage.getItem(KEY)) ?? languageOfBrowser();
  const texts = await catalogueOf(language);
  speak(language);
  return texts;
}

/** Numbers, dates and the document itself are of this language from now on. */
function speak(language: Language): void {
  setLocale(language);
  document.documentElement.lang = language;
  localStorage.setItem(KEY, language);
}

interface Props {
  readonly first: Catalogue;
  readonly children: (texts: Catalogue) => ReactNode;
}

/** Gives the window its texts in the language of the settings; it changes while the window is open. */
export function LanguageProvider({ first, children }: Props) {
  const chosen = useSettings()[0]?.language;
  const [texts, setTexts] = useState(first);
  useEffect(() => {
    if (chosen === undefined) return;
    let isWanted = true;
    const language = chosen === 'auto' ? languageOfBrowser() : chosen;
    catalogueOf(language).then(
      (wanted) => {
        if (!isWanted) return;
        speak(language);
        setTexts(wanted);
      },
      () => notifications.show({ message: first.settings.look.noLanguage }),
    );
    return () => {
      isWanted = false;
    };
  }, [chosen, first]);
  return <TextContext value={texts}>{children(texts)}</TextContext>;
}
