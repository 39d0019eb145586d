/** Where somebody's caret is: as a place in the shared text that goes along with it, the way
 *  y-tiptap and others write it in awareness (`cursor: {anchor, head}`), and as a position here. */
import type { EditorState } from '@tiptap/pm/state';
import {
  ProsemirrorBinding,
  absolutePositionToRelativePosition,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from '@tiptap/y-tiptap';
import * as Y from 'yjs';

export interface CaretRange {
  readonly anchor: number;
  readonly head: number;
}

/** The caret of this editor, to put into awareness; undefined before the text is drawn. */
export function shareCaret(state: EditorState): object | undefined {
  const binding = bindingOf(state);
  if (binding === undefined) return undefined;
  const share = (position: number): unknown =>
    absolutePositionToRelativePosition(position, binding.type, binding.mapping);
  const { anchor, head } = state.selection;
  // As plain JSON: what is compared is what is sent.
  return JSON.parse(JSON.stringify({ anchor: share(anchor), head: share(head) })) as object;
}

/** Reads somebody's caret; undefined when it is not in this text. Total: it is outside data. */
export function readCaret(cursor: unknown, state: EditorState): CaretRange | undefined {
  const binding = bindingOf(state);
  if (binding === undefined || typeof cursor !== 'object' || cursor === null) return undefined;
  const { anchor, head } = cursor as Readonly<Record<string, unknown>>;
  const [from, to] = [readPlace(anchor, binding), readPlace(head, binding)];
  if (from === undefined || to === undefined) return undefined;
  const end = state.doc.content.size;
  return from > end || to > end ? undefined : { anchor: from, head: to };
}

function readPlace(place: unknown, binding: ProsemirrorBinding): number | undefined {
  try {
    const relative = Y.createRelativePositionFromJSON(place);
    const { doc, type, mapping } = binding;
    const position = relativePositionToAbsolutePosition(doc, type, relative, mapping);
    return position !== null && position >= 0 ? position : undefined;
  } catch {
    // Not a place, or one in a life of the document that we do not have.
    return undefined;
  }
}

function bindingOf(state: EditorState): ProsemirrorBinding | undefined {
  const binding: unknown = ySyncPluginKey.getState(state)?.binding;
  return binding instanceof ProsemirrorBinding && binding.mapping.size > 0 ? binding : undefined;
}
