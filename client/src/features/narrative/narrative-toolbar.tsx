import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { useState, type KeyboardEvent, type MouseEvent, type Ref } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../../ui/button.tsx';
import type { NarrativeCalls } from './narrative-keys.ts';
import './narrative-toolbar.css';
import { ToolIcon } from './tool-icon.tsx';
import { TOOL_GROUPS, TOOL_NAMES, keysToAria, keysToText, tools, type ToolName } from './tools.ts';
import { useCanRun } from './use-can-run.ts';

export interface NarrativeToolbarProps {
  readonly editor: Editor;
  readonly calls: NarrativeCalls;
  readonly ref: Ref<HTMLDivElement>;
}

/** One stop for the Tab key; arrows, Home and End walk along the tools, Escape goes to the text. */
export function NarrativeToolbar({ editor, calls, ref }: NarrativeToolbarProps) {
  const t = useTranslations('narrative');
  const [current, setCurrent] = useState<ToolName>('undo');

  const run = (name: ToolName, event: MouseEvent): void => {
    setCurrent(name);
    if (!tools[name].canRun(editor)) return;
    tools[name].run(editor, calls);
    // A pointer goes on writing; the keyboard stays on the toolbar.
    const opensSomething = OPENING.has(name);
    if (event.detail > 0 && !opensSomething) editor.commands.focus(undefined, KEEP_SCROLL);
  };
  const walk = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.key === 'Escape') editor.commands.focus();
    const next = nextTool(event.key, current);
    if (next === undefined) return;
    event.preventDefault();
    setCurrent(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-tool="${next}"]`)?.focus();
  };

  return (
    <div
      ref={ref}
      className="narrative-toolbar"
      role="toolbar"
      aria-label={t('toolbar')}
      tabIndex={-1}
      onKeyDown={walk}
    >
      {TOOL_GROUPS.map((group) => (
        <div key={group[0]} className="narrative-toolbar-group">
          {group.map((name) => (
            <ToolButton
              key={name}
              name={name}
              editor={editor}
              isCurrent={name === current}
              onRun={run}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

interface ToolButtonProps {
  readonly name: ToolName;
  readonly editor: Editor;
  readonly isCurrent: boolean;
  readonly onRun: (name: ToolName, event: MouseEvent) => void;
}

function ToolButton({ name, editor, isCurrent, onRun }: ToolButtonProps) {
  const t = useTranslations('narrative');
  const { keys, sign = '' } = tools[name];
  const isOn = useEditorState({ editor, selector: (now) => tools[name].isOn?.(now.editor) });
  const canRun = useCanRun(editor, name);
  const hint = keys === undefined ? t('typedShortcut', { sign }) : keysToText(keys);
  return (
    <Button
      look="plain"
      className="narrative-tool"
      data-tool={name}
      aria-label={t(`tools.${name}`)}
      aria-keyshortcuts={keys === undefined ? undefined : keysToAria(keys)}
      title={`${t(`tools.${name}`)} (${hint})`}
      {...(isOn === undefined ? {} : { pressed: isOn })}
      aria-disabled={!canRun}
      tabIndex={isCurrent ? 0 : -1}
      // The text keeps its focus and its selection.
      onMouseDown={(event) => event.preventDefault()}
      onClick={(event) => onRun(name, event)}
    >
      <ToolIcon name={name} />
    </Button>
  );
}

const OPENING: ReadonlySet<ToolName> = new Set(['link', 'chip', 'table', 'blocks', 'find']);

const KEEP_SCROLL = { scrollIntoView: false };

function nextTool(key: string, current: ToolName): ToolName | undefined {
  const at = TOOL_NAMES.indexOf(current);
  const steps: Record<string, number> = {
    ArrowRight: at + 1,
    ArrowLeft: at - 1,
    Home: 0,
    End: -1,
  };
  const step = steps[key];
  return step === undefined ? undefined : TOOL_NAMES.at(step % TOOL_NAMES.length);
}
