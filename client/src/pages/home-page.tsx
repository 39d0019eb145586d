import type { DossierSummary } from '@meemaak/protocol';
import { Suspense, use, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { fetchDossiers } from '../commands/send.ts';
import { LanguageSwitch } from '../features/dossier/language-switch.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import './home-page.css';

export function HomePage() {
  const app = useTranslations('app');
  const t = useTranslations('dossier');
  // Asked for here and read below: what waits inside a Suspense would ask again and again.
  const [listing, setListing] = useState(fetchDossiers);
  useEffect(() => {
    document.title = app('name');
  }, [app]);
  return (
    <div className="home-page">
      <header className="home-page-bar">
        <p className="home-page-name">
          <img src="/meemaak.svg" alt="" width="28" height="28" />
          {app('name')}
        </p>
        <LanguageSwitch />
      </header>
      <main id="content">
        <h1>{t('homeTitle')}</h1>
        <p className="home-page-intro">{t('homeIntro')}</p>
        <Suspense fallback={<output>{app('loading')}</output>}>
          <DossierList listing={listing} onRetry={() => setListing(fetchDossiers())} />
        </Suspense>
      </main>
    </div>
  );
}

interface DossierListProps {
  readonly listing: ReturnType<typeof fetchDossiers>;
  readonly onRetry: () => void;
}

function DossierList({ listing, onRetry }: DossierListProps) {
  const app = useTranslations('app');
  const t = useTranslations('dossier');
  const outcome = use(listing);
  if (!outcome.ok) {
    const retry = <Button onClick={onRetry}>{app('retry')}</Button>;
    return (
      <Notice tone="danger" spoken="now" action={retry}>
        {app('serverDown')}. {app('serverDownText')}
      </Notice>
    );
  }
  const { dossiers } = outcome.value;
  return (
    <section aria-labelledby="home-page-list">
      <h2 id="home-page-list">{t('list')}</h2>
      {dossiers.length === 0 ? <p>{t('listEmpty')}</p> : null}
      <ul className="home-page-dossiers">
        {dossiers.map((dossier) => (
          <DossierLink key={dossier.dossierId} dossier={dossier} />
        ))}
      </ul>
    </section>
  );
}

function DossierLink({ dossier }: { readonly dossier: DossierSummary }) {
  return (
    <li>
      <a className="home-page-dossier" href={`/d/${dossier.dossierId}`}>
        <span>{dossier.title}</span>
        <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
          <path d="M5 12h13m-5-6 6 6-6 6" fill="none" stroke="currentColor" strokeWidth="2" />
        </svg>
      </a>
    </li>
  );
}
