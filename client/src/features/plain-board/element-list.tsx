/** The board as a list: the same elements, in the order in which one would read them aloud. */
import type { BoardElement } from '@meemaak/model';
import { useTranslations } from 'use-intl';
import { selectNode, useSelection } from '../../view/selection.ts';
import { CardFace } from '../card/card-face.tsx';
import { useNode } from '../card/use-node.ts';
import { useElementNames, type ElementName } from './use-element-name.ts';
import './element-list.css';

export interface ElementListProps {
  /** In reading order. */
  readonly elements: readonly BoardElement[];
}

export function ElementList({ elements }: ElementListProps) {
  const t = useTranslations('board');
  const nameOf = useElementNames(elements);
  const named = elements.filter((element) => !isWordless(element, nameOf(element)));
  const wordlessCount = elements.length - named.length;
  return (
    <div className="element-list">
      <ol>
        {named.map((element) => (
          <li
            key={element.recordId}
            className={`element-list-entry element-list-${element.kind} element-colour-${element.colour}`}
            data-framed={element.frameId === undefined ? undefined : true}
          >
            {element.kind === 'card' ? (
              <CardEntry element={element} />
            ) : (
              <WordsEntry element={element} name={nameOf(element)} />
            )}
          </li>
        ))}
      </ol>
      {wordlessCount > 0 && (
        <p className="element-list-rest">{t('wordless', { count: wordlessCount })}</p>
      )}
    </div>
  );
}

/** Strokes without words say nothing in a list. Arrows do: they go from one thing to another. */
function isWordless(element: BoardElement, name: ElementName): boolean {
  if (element.kind === 'arrow') return name.words === '' && element.fromId === element.toId;
  return name.words === '' && element.kind !== 'image' && element.kind !== 'frame';
}

function CardEntry({ element }: { readonly element: Extract<BoardElement, { kind: 'card' }> }) {
  const node = useNode(element.nodeId);
  const selection = useSelection();
  if (node === undefined) return null;
  const isChosen = selection.nodeId === element.nodeId;
  const depth = Math.min(node.level - 1, 4);
  return (
    <button
      type="button"
      className="element-list-card"
      // With large letters on a small screen the words need the room more than the steps do.
      style={{ marginInlineStart: `min(${depth * 1.25}rem, ${depth * 6}%)` }}
      aria-pressed={isChosen}
      onClick={() => selectNode(isChosen ? undefined : element.nodeId, 'board')}
    >
      <CardFace node={node} />
    </button>
  );
}

function WordsEntry({
  element,
  name,
}: {
  readonly element: BoardElement;
  readonly name: ElementName;
}) {
  return (
    <>
      <p className="element-list-kind">
        {name.kind}
        {/* What lies in a frame stands under its name. */}
        {element.frameId === undefined && ` · ${name.whereabouts}`}
      </p>
      {name.words !== '' &&
        (element.kind === 'frame' ? (
          <h3 className="element-list-words">{name.words}</h3>
        ) : (
          <p className="element-list-words">{name.words}</p>
        ))}
    </>
  );
}
