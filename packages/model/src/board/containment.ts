/** What lies in what on the board, made sound: every shape under exactly one parent. */
import type { RecordFields } from './record-fields.ts';

/** Stands for the one page, and for any parent that is not there. */
export const PAGE = '';

/** Children in painting order (by index, then id), with every shape under exactly one parent. */
export function childrenByParent(shapes: ReadonlyMap<string, RecordFields>): Map<string, string[]> {
  const parents = breakCycles(shapes);
  const ids = [...shapes.keys()].toSorted((a, b) => {
    const [indexA, indexB] = [indexOf(shapes.get(a)), indexOf(shapes.get(b))];
    if (indexA !== indexB) return indexA < indexB ? -1 : 1;
    return a < b ? -1 : 1;
  });
  const children = new Map<string, string[]>();
  for (const id of ids) {
    const parentId = parents.get(id) ?? PAGE;
    const siblings = children.get(parentId);
    if (siblings === undefined) children.set(parentId, [id]);
    else siblings.push(id);
  }
  return children;
}

/** Two people can put two frames into each other. The smallest id of such a circle then lies on the
 *  page: the rule of the canvas's projection. */
function breakCycles(shapes: ReadonlyMap<string, RecordFields>): Map<string, string> {
  const parents = new Map<string, string>();
  for (const [id, fields] of shapes) {
    const parentId = fields.scalar('parentId');
    if (typeof parentId === 'string' && shapes.has(parentId)) parents.set(id, parentId);
  }
  const settled = new Set<string>();
  for (const id of shapes.keys()) {
    const path: string[] = [];
    const onPath = new Map<string, number>();
    let at: string | undefined = id;
    while (at !== undefined && !settled.has(at) && !onPath.has(at)) {
      onPath.set(at, path.length);
      path.push(at);
      at = parents.get(at);
    }
    const from = at === undefined ? undefined : onPath.get(at);
    if (from !== undefined) {
      parents.delete(
        path.slice(from).reduce((smallest, next) => (next < smallest ? next : smallest)),
      );
    }
    for (const step of path) settled.add(step);
  }
  return parents;
}

function indexOf(fields: RecordFields | undefined): string {
  const index = fields?.scalar('index');
  return typeof index === 'string' ? index : '';
}
