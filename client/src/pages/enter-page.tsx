import type { Ref } from 'react';
import { useTranslations } from 'use-intl';
import { EnterForm, type EnterFormProps } from '../features/dossier/enter-form.tsx';
import { LanguageSwitch } from '../features/dossier/language-switch.tsx';
import './enter-page.css';

export interface EnterPageProps extends EnterFormProps {
  readonly topRef: Ref<HTMLElement> | undefined;
}

export function EnterPage({ view, onEntered, topRef }: EnterPageProps) {
  const app = useTranslations('app');
  return (
    <div className="enter-page">
      <header className="enter-page-bar">
        <a className="enter-page-name" href="/">
          <img src="/meemaak.svg" alt="" width="28" height="28" />
          {app('name')}
        </a>
        <LanguageSwitch />
      </header>
      <main id="content" tabIndex={-1} aria-label={view.title} ref={topRef}>
        <h1>{view.title}</h1>
        <EnterForm view={view} onEntered={onEntered} />
      </main>
    </div>
  );
}
