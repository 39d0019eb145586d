import type { Editor } from '@tiptap/core';
import { Button } from '../../ui/button.tsx';
import type { WritingWords } from './load-writing.ts';
import { insertTemplate } from './template.ts';
import './writing.css';

/** Under the invitation of an empty text: chapters to start with. */
export function TemplateOffer({
  editor,
  t,
}: {
  readonly editor: Editor;
  readonly t: WritingWords;
}) {
  return (
    <div className="template-offer">
      <Button onClick={() => insertTemplate(editor, t)}>{t('template.start')}</Button>
      <p>{t('template.about')}</p>
    </div>
  );
}
