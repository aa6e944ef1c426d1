import { LoadingOutlined } from '@ant-design/icons';
import { QueryClientProvider } from '@tanstack/react-query';
import { App as AntdApp, ConfigProvider } from 'antd';
import { useMemo } from 'react';
import { RouterProvider } from 'react-router/dom';
import { makeQueryClient } from './api/query.client.js';
import { antdTheme } from './look/theme.js';
import { SchemeProvider, useScheme } from './look/scheme.context.js';
import { ZoneProvider } from './look/zone.context.js';
import { makeRouter } from './routes.js';
import { antdLocale } from './text/antd.locale.js';
import { LanguageProvider, useLanguage } from './text/text.context.js';

const queryClient = makeQueryClient();
const router = makeRouter();

/**
 * Ant Design's own loading icon comes and goes in steps; after an answer that is quicker than the first step it stays for ever,
 * unseen but read out. Icons beside a word say nothing of their own.
 */
const BUTTONS = { autoInsertSpace: false, loadingIcon: <LoadingOutlined aria-hidden="true" /> };

export function App() {
  return (
    <SchemeProvider>
      <LanguageProvider>
        <ZoneProvider>
          <Dressed />
        </ZoneProvider>
      </LanguageProvider>
    </SchemeProvider>
  );
}

function Dressed() {
  const { scheme } = useScheme();
  const { locale } = useLanguage();
  const theme = useMemo(() => antdTheme(scheme), [scheme]);
  return (
    <ConfigProvider theme={theme} locale={antdLocale(locale)} button={BUTTONS}>
      <AntdApp component={false}>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </AntdApp>
    </ConfigProvider>
  );
}
