import type { Editor } from '@tiptap/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../../ui/button.tsx';
import { LampIcon } from './lamp-icon.tsx';
import { LampPanel } from './lamp-panel.tsx';
import './language-lamp.css';

export interface LanguageLampProps {
  readonly editor: Editor;
  readonly mayWrite: boolean;
}

/** Off until somebody asks for it, and only for them. */
export function LanguageLamp({ editor, mayWrite }: LanguageLampProps) {
  const t = useTranslations('lamp');
  const [isOn, setOn] = useState(false);
  return (
    <>
      <Button
        look="plain"
        className="lamp-switch"
        pressed={isOn}
        title={t(isOn ? 'off' : 'on')}
        onClick={() => setOn(!isOn)}
      >
        <LampIcon />
        {t('name')}
      </Button>
      {isOn && <LampPanel editor={editor} mayWrite={mayWrite} />}
    </>
  );
}
