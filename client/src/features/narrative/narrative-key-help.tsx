import { useTranslations } from 'use-intl';
import './narrative-key-help.css';
import { keysToText } from './tools.ts';

/** The keys of the text, for whoever asks; whoever listens hears them with the text (`describedBy`). */
export function NarrativeKeyHelp({ spokenId }: { readonly spokenId: string }) {
  const t = useTranslations('narrative.keyHelp');
  const keys = [
    [keysToText('Alt-F10'), t('toolbar')],
    [keysToText('Mod-k'), t('link')],
    ['@', t('chip')],
    ['/', t('blocks')],
    ['Tab', t('cell')],
    [t('leaveKeys'), t('leave')],
  ] as const;
  return (
    <details className="narrative-key-help">
      <summary>{t('title')}</summary>
      <dl>
        {keys.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <p id={spokenId} hidden>
        {keys.map(([key, meaning]) => `${key}: ${meaning}.`).join(' ')}
      </p>
    </details>
  );
}
