import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { useEffect, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import type { WritingWords } from './load-writing.ts';
import { countWords, readingMinutes } from './word-count.ts';
import './writing.css';

const PAUSE_MS = 500;

/** How long the text is, in words and in minutes; follows a moment after the typing. And the way to paper. */
export function TextFacts({ editor, t }: { readonly editor: Editor; readonly t: WritingWords }) {
  const text = useTextAfterPause(editor);
  const words = countWords(text);
  if (words === 0) return null;
  return (
    <div className="text-facts">
      <p>{t('facts', { words, minutes: readingMinutes(words) })}</p>
      <Button look="plain" onClick={() => window.print()}>
        {t('print.start')}
      </Button>
    </div>
  );
}

function useTextAfterPause(editor: Editor): Node {
  const [text, setText] = useState(editor.state.doc);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => setText(editor.state.doc), PAUSE_MS);
    };
    editor.on('update', look);
    return () => {
      clearTimeout(timer);
      editor.off('update', look);
    };
  }, [editor]);
  return text;
}
