import type { Box } from '@meemaak/model';

/** How good a room is for what one wants of it. */
export type RoomScore = (room: Box) => number;

/** Less than this part of the whole is no room: there what covers it must be put up with. */
const LEAST_PART = 0.25;

/** A rectangle within `whole` under none of `covers`: beside each of them, on the side that leaves
 *  the best room, which is the largest unless `score` says otherwise. */
export function clearRoom(whole: Box, covers: readonly Box[], score: RoomScore = areaOf): Box {
  let room = whole;
  for (const cover of covers) {
    if (!overlaps(room, cover)) continue;
    const [best] = roomsBeside(room, cover)
      .filter(
        ({ width, height }) =>
          width >= whole.width * LEAST_PART && height >= whole.height * LEAST_PART,
      )
      .toSorted((a, b) => score(b) - score(a) || areaOf(b) - areaOf(a));
    room = best ?? room;
  }
  return room;
}

function roomsBeside(room: Box, cover: Box): readonly Box[] {
  const [right, bottom] = [room.x + room.width, room.y + room.height];
  const [coverRight, coverBottom] = [cover.x + cover.width, cover.y + cover.height];
  return [
    { ...room, height: cover.y - room.y },
    { ...room, y: coverBottom, height: bottom - coverBottom },
    { ...room, width: cover.x - room.x },
    { ...room, x: coverRight, width: right - coverRight },
  ];
}

export function contains(room: Box, box: Box): boolean {
  return (
    box.x >= room.x &&
    box.y >= room.y &&
    box.x + box.width <= room.x + room.width &&
    box.y + box.height <= room.y + room.height
  );
}

export function overlaps(room: Box, cover: Box): boolean {
  return (
    cover.width > 0 &&
    cover.height > 0 &&
    cover.x < room.x + room.width &&
    cover.x + cover.width > room.x &&
    cover.y < room.y + room.height &&
    cover.y + cover.height > room.y
  );
}

function areaOf({ width, height }: Box): number {
  return width * height;
}
