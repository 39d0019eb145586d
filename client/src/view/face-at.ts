import { FACES, type Face } from '@meemaak/protocol';

/** The face that this part of the page belongs to; undefined: none, as for the header. */
export function faceAt(target: EventTarget | null): Face | undefined {
  const place = target instanceof Element ? target.closest<HTMLElement>('[data-face]') : null;
  return FACES.find((known) => known === place?.dataset['face']);
}
