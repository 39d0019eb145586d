/** Language, the last safety net, and which page an address is. */
import { isId, type DossierId } from '@meemaak/model';
import { lazy, Suspense, useEffect, type ReactNode } from 'react';
import { IntlProvider, useTranslations } from 'use-intl';
import { HomePage } from './pages/home-page.tsx';
import { UnknownPage } from './pages/unknown-page.tsx';
import { Button } from './ui/button.tsx';
import { ErrorBoundary } from './ui/error-boundary.tsx';
import { MessagePage } from './ui/message-page.tsx';
import { useLanguage } from './view/language.ts';

// Somebody who only looks at the list of dossiers need not fetch the documents' code.
const DossierPage = lazy(() =>
  import('./pages/dossier-page.tsx').then((page) => ({ default: page.DossierPage })),
);

export function App() {
  const { locale, messages } = useLanguage();
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  return (
    <IntlProvider locale={locale} messages={messages} timeZone="Europe/Amsterdam">
      <ErrorBoundary renderInstead={(error) => <CrashPage error={error} />}>
        <Suspense fallback={<LoadingPage />}>{pageAt(location.pathname)}</Suspense>
      </ErrorBoundary>
    </IntlProvider>
  );
}

/** `/` or `/d/<dossierId>`. Pages are whole documents: links load them, there is no router. */
function pageAt(path: string): ReactNode {
  if (path === '/') return <HomePage />;
  const dossierId = /^\/d\/([^/]+)\/?$/.exec(path)?.[1];
  return isId<DossierId>(dossierId) ? <DossierPage dossierId={dossierId} /> : <UnknownPage />;
}

function LoadingPage() {
  const t = useTranslations('app');
  return <MessagePage title={t('name')} text={t('loading')} />;
}

function CrashPage({ error }: { readonly error: unknown }) {
  const t = useTranslations('app');
  return (
    <MessagePage title={t('crashed')} text={t('crashedText')}>
      <Button look="main" onClick={() => location.reload()}>
        {t('reload')}
      </Button>
      <details>
        <summary>{t('crashedReason')}</summary>
        <code>{error instanceof Error ? error.message : String(error)}</code>
      </details>
    </MessagePage>
  );
}
