/** The keys of the tree, for whoever asks. */
import { useTranslations } from 'use-intl';
import type { KeyedCommand } from './tree-keys.ts';
import './key-help.css';

const readingCommands: readonly KeyedCommand[] = [
  'up',
  'open',
  'close',
  'first',
  'find',
  'zoomIn',
  'zoomOut',
  'choose',
  'chooseDown',
  'chooseAll',
  'copy',
];
const writingCommands: readonly KeyedCommand[] = [
  'addSibling',
  'addChild',
  'rename',
  'moveUp',
  'moveDown',
  'moveIn',
  'moveOut',
  'moveTo',
  'paste',
  'archive',
  'undo',
  'redo',
];

export interface KeyHelpProps {
  readonly mayWrite: boolean;
}

export function KeyHelp({ mayWrite }: KeyHelpProps) {
  const t = useTranslations('outline');
  const commands = mayWrite ? [...readingCommands, ...writingCommands] : readingCommands;
  return (
    <details className="key-help">
      <summary>{t('keyHelp')}</summary>
      <dl>
        {commands.map((command) => (
          <div key={command}>
            <dt>
              <kbd>{t(`keys.${command}`)}</kbd>
            </dt>
            <dd>{t(`commands.${command}`)}</dd>
          </div>
        ))}
      </dl>
      <p>{t('keyHelpLetter')}</p>
      {mayWrite && <p>{t('keyHelpWhileEditing')}</p>}
    </details>
  );
}
