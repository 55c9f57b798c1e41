import '@fontsource-variable/inter';
import './app/mantine-styles.ts';
import './app/tokens.css';
import './modality/palette.css';
import './app/styles.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from './app/client.ts';
import { firstTexts, LanguageProvider } from './app/language.tsx';
import { router } from './app/router.tsx';
import { styleNonce } from './app/style-nonce.ts';
import { resolveVariables, themeOf } from './app/theme.ts';

const container = document.getElementById('root');
if (container === null) throw new Error('the page has no root element');

const first = await firstTexts();

createRoot(container).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <LanguageProvider first={first}>
        {(texts) => (
          <MantineProvider
            theme={themeOf(texts)}
            cssVariablesResolver={resolveVariables}
            defaultColorScheme="auto"
            getStyleNonce={styleNonce}
          >
            <RouterProvider router={router} />
            <Notifications position="bottom-right" />
          </MantineProvider>
        )}
      </LanguageProvider>
    </QueryClientProvider>
  </StrictMode>,
);
