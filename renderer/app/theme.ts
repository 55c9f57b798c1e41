import {
  createTheme,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type MantineThemeOverride,
} from '@mantine/core';
import type { Catalogue } from '../text/index.ts';

/** The one accent: an ink blue, dark enough for text on light and light enough on dark. */
const ink: MantineColorsTuple = [
  '#edf3fa',
  '#d8e5f3',
  '#b2cbe7',
  '#86b8f0',
  '#5f98d6',
  '#3d7cc0',
  '#286bb0',
  '#1d5a9b',
  '#174a80',
  '#103a66',
];

/** Mantine's dark greys, from text to ground, in the hue of tokens.css. */
const dark: MantineColorsTuple = [
  '#e8edf3',
  '#bac5d2',
  '#9dabba',
  '#77869a',
  '#4d5a6a',
  '#323c49',
  '#242c36',
  '#1a2028',
  '#151a21',
  '#12161c',
];

/** The look of all components, with the words that they need by themselves. */
export function themeOf({ common }: Catalogue): MantineThemeOverride {
  return createTheme({
    colors: { ink, dark },
    primaryColor: 'ink',
    primaryShade: { light: 7, dark: 6 },
    fontFamily: 'var(--font)',
    fontFamilyMonospace: 'var(--mono)',
    fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
    defaultRadius: 'sm',
    radius: { xs: '3px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
    cursorType: 'pointer',
    focusRing: 'auto',
    respectReducedMotion: true,
    components: {
      Button: { defaultProps: { size: 'sm' } },
      Tooltip: { defaultProps: { openDelay: 300, withArrow: true } },
      // The page itself never scrolls, so there is nothing to lock.
      Modal: { defaultProps: { lockScroll: false, centered: true } },
      // A header outside the page's main part would be a second banner.
      ModalHeader: { defaultProps: { component: 'div' } },
      Notification: { defaultProps: { closeButtonProps: { 'aria-label': common.close } } },
      Menu: { defaultProps: { shadow: 'md', withinPortal: true } },
    },
  });
}

/** Mantine's own surfaces and texts take the tokens of tokens.css. */
export const resolveVariables: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--surface-1)',
    '--mantine-color-text': 'var(--text-1)',
    '--mantine-color-dimmed': 'var(--text-3)',
    '--mantine-color-placeholder': 'var(--text-3)',
    '--mantine-color-default': 'var(--surface-1)',
    '--mantine-color-default-hover': 'var(--surface-2)',
    '--mantine-color-default-color': 'var(--text-1)',
    '--mantine-color-default-border': 'var(--border-strong)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-color-error': 'var(--danger)',
  };
  return { variables: {}, light: shared, dark: shared };
};
