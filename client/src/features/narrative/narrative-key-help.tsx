import type { WritingWords } from './load-writing.ts';
import './narrative-key-help.css';
import { keysToText } from './tools.ts';

export interface NarrativeKeyHelpProps {
  readonly t: WritingWords;
  readonly spokenId: string;
}

/** The keys of the text, for whoever asks; whoever listens hears them with the text (`describedBy`). */
export function NarrativeKeyHelp({ t, spokenId }: NarrativeKeyHelpProps) {
  const keys = [
    [keysToText('Alt-F10'), t('keyHelp.toolbar')],
    [keysToText('Mod-k'), t('keyHelp.link')],
    ['@', t('keyHelp.chip')],
    ['/', t('keyHelp.blocks')],
    ['Tab', t('keyHelp.cell')],
    [t('keyHelp.leaveKeys'), t('keyHelp.leave')],
  ] as const;
  return (
    <details className="narrative-key-help">
      <summary>{t('keyHelp.title')}</summary>
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
