import { loadLanguageWords } from '@meemaak/messages';
import { Glossary } from '../features/glossary/glossary.tsx';
import { LanguageLamp } from '../features/language-lamp/language-lamp.tsx';
import type { NarrativeAidsProps } from '../features/narrative/narrative-editor.tsx';
import { LateWords } from '../view/late-words.tsx';
import './text-aids.css';

/** What helps with the words of the narrative: the glossary, the language lamp, who
 *  wrote what and the carets of others. Fetched after the text is there, with words of its own. */
export function TextAids({ editor, mayWrite, writing }: NarrativeAidsProps) {
  return (
    <LateWords load={loadLanguageWords}>
      <div className="text-aids">
        <LanguageLamp editor={editor} mayWrite={mayWrite} />
        <Glossary editor={editor} mayWrite={mayWrite} />
        {writing !== undefined && <writing.WhoWrote editor={editor} t={writing.t} />}
        {writing !== undefined && <writing.CaretSwitch t={writing.t} />}
      </div>
    </LateWords>
  );
}
