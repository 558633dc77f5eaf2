import './styles/mantine.ts';
import './styles/theme.css';
import './styles/layout.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Router } from 'wouter';
import { createPortalQueries } from './api/portal-queries.ts';
import { NoticeBoard } from './components/notice-board.tsx';
import { toHashAddress, useHashPath, useHashSearch } from './navigation/hash-location.ts';
import { PortalGate } from './session/portal-gate.tsx';
import { portalTheme } from './styles/portal-theme.ts';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no element with the ID root.');

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={portalTheme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
      <QueryClientProvider client={createPortalQueries()}>
        <Router hook={useHashPath} searchHook={useHashSearch} hrefs={toHashAddress}>
          <NoticeBoard>
            <PortalGate />
          </NoticeBoard>
        </Router>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
