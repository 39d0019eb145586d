import { titleOfChip } from '@meemaak/narrative';
import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { useEffect, useId, useState, type MouseEvent } from 'react';
import { useTranslations } from 'use-intl';
import { useRoom } from '../../rooms/use-room.tsx';
import { Button } from '../../ui/button.tsx';
import './narrative-contents.css';

interface Section {
  readonly level: number;
  readonly text: string;
}

/** The headings of the text: jump to one, and see in which one you are. Beside the text where there
 *  is room, folded above it where there is not. */
export function NarrativeContents({ editor }: { readonly editor: Editor }) {
  const t = useTranslations('narrative');
  const { treeIndex } = useRoom();
  const [isOpen, setOpen] = useState(false);
  const listId = useId();
  const sections = useEditorState({
    editor,
    selector: ({ editor: now }) => readSections(now, (ref) => treeIndex.node(ref)?.title),
  });
  const current = useCurrentSection(editor);
  if (sections.length < 2) return null;

  const jump = (at: number, event: MouseEvent): void => {
    setOpen(false);
    const heading = headingElements(editor)[at];
    heading?.scrollIntoView({ block: 'start', behavior: 'smooth' });
    // From the keyboard: go on reading or writing there.
    if (heading !== undefined && event.detail === 0) {
      editor.commands.focus(editor.view.posAtDOM(heading, 0), { scrollIntoView: false });
    }
  };

  return (
    <nav className="narrative-contents" aria-label={t('contents')}>
      <Button
        look="plain"
        className="narrative-contents-fold"
        aria-expanded={isOpen}
        aria-controls={listId}
        onClick={() => setOpen(!isOpen)}
      >
        {t('contents')}
      </Button>
      <ol id={listId} className="narrative-contents-list" data-open={isOpen}>
        {sections.map(({ level, text }, at) => (
          <li key={`${String(at)} ${text}`} data-level={level}>
            <button
              type="button"
              className="narrative-contents-link"
              aria-current={at === current ? 'location' : undefined}
              onClick={(event) => jump(at, event)}
            >
              {text}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function readSections(
  editor: Editor,
  titleOf: Parameters<typeof titleOfChip>[1],
): readonly Section[] {
  const sections: Section[] = [];
  editor.state.doc.forEach((block) => {
    if (block.type.name !== 'heading') return;
    const words = block.textBetween(0, block.content.size, ' ', (leaf) =>
      leaf.type.name === 'nodeChip' ? titleOfChip(leaf.attrs['ref'], titleOf) : ' ',
    );
    sections.push({ level: Number(block.attrs['level']), text: words.trim() || '…' });
  });
  return sections;
}

/** The last heading that has passed under the top of what is in view. */
function useCurrentSection(editor: Editor): number {
  const [current, setCurrent] = useState(0);
  useEffect(() => {
    let frame = 0;
    const look = (): void => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        if (!editor.isDestroyed) setCurrent(findCurrent(headingElements(editor)));
      });
    };
    look();
    // Whatever scrolls, the face or the page: scroll events of both pass here on their way down.
    document.addEventListener('scroll', look, { capture: true, passive: true });
    window.addEventListener('resize', look);
    editor.on('update', look);
    return () => {
      cancelAnimationFrame(frame);
      document.removeEventListener('scroll', look, { capture: true });
      window.removeEventListener('resize', look);
      editor.off('update', look);
    };
  }, [editor]);
  return current;
}

function findCurrent(headings: readonly Element[]): number {
  const [first] = headings;
  if (first === undefined) return 0;
  const margin = Number.parseFloat(getComputedStyle(first).scrollMarginTop) || 0;
  const edge = topOfView(first) + margin + 16;
  const passed = headings.filter((heading) => heading.getBoundingClientRect().top <= edge);
  return Math.max(0, passed.length - 1);
}

/** Of what scrolls around this element: a pane, or the window. */
function topOfView(element: Element): number {
  for (let around = element.parentElement; around !== null; around = around.parentElement) {
    const { overflowY } = getComputedStyle(around);
    if (overflowY === 'auto' || overflowY === 'scroll') {
      return Math.max(0, around.getBoundingClientRect().top);
    }
  }
  return 0;
}

function headingElements(editor: Editor): readonly HTMLElement[] {
  return [...editor.view.dom.querySelectorAll<HTMLElement>(':scope > :is(h1, h2, h3)')];
}
