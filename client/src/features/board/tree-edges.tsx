/** The lines between cards on the canvas: from the tree, under the shapes, and following a card while
 *  it is dragged. One SVG per edge: one large drawing would be painted anew with every change. */
import { edgeCurve, type NodeId } from '@meemaak/model';
import { memo } from 'react';
import { useEditor, useValue, type Editor } from 'tldraw';
import { cardShapeId } from './card-id.ts';
import type { NodeSignals } from './node-signals.ts';
import { plainBox } from './plain-box.ts';
import './tree-edges.css';

interface EdgeEnds {
  readonly parentId: NodeId;
  readonly childId: NodeId;
}

export function TreeEdges({ nodes }: { readonly nodes: NodeSignals }) {
  const editor = useEditor();
  const edges = useValue('tree edges', () => edgesOnBoard(editor, nodes), [editor, nodes]);
  return (
    <div className="tree-edges" aria-hidden>
      {edges.map(({ parentId, childId }) => (
        <TreeEdgeLine key={childId} parentId={parentId} childId={childId} />
      ))}
    </div>
  );
}

/** The cards' records change with every move, so only which cards there are is read here. */
function edgesOnBoard(editor: Editor, nodes: NodeSignals): readonly EdgeEnds[] {
  const present = editor.getCurrentPageShapeIds();
  return nodes.rows().flatMap(({ nodeId, parentId }) => {
    if (parentId === null) return [];
    const isDrawn = present.has(cardShapeId(nodeId)) && present.has(cardShapeId(parentId));
    return isDrawn ? [{ parentId, childId: nodeId }] : [];
  });
}

const TreeEdgeLine = memo(function TreeEdgeLine({ parentId, childId }: EdgeEnds) {
  const editor = useEditor();
  const path = useValue('tree edge', () => edgePath(editor, parentId, childId), [
    editor,
    parentId,
    childId,
  ]);
  if (path === undefined) return null;
  return (
    <svg>
      <path d={path} />
    </svg>
  );
});

function edgePath(editor: Editor, parentId: NodeId, childId: NodeId): string | undefined {
  const from = editor.getShapePageBounds(cardShapeId(parentId));
  const to = editor.getShapePageBounds(cardShapeId(childId));
  if (from === undefined || to === undefined) return undefined;
  const [start, leave, arrive, end] = edgeCurve(plainBox(from), plainBox(to));
  return `M${start.x} ${start.y}C${leave.x} ${leave.y} ${arrive.x} ${arrive.y} ${end.x} ${end.y}`;
}
