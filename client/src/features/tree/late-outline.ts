/** What one works with around the rows, fetched after them, with words of its own. */
import { lazy } from 'react';

const fetchParts = () => import('./outline-parts.tsx');

export const ArchiveList = lazy(async () => ({ default: (await fetchParts()).ArchiveList }));
export const ChosenBar = lazy(async () => ({ default: (await fetchParts()).ChosenBar }));
export const FindBar = lazy(async () => ({ default: (await fetchParts()).FindBar }));
export const GuardBar = lazy(async () => ({ default: (await fetchParts()).GuardBar }));
export const KeyHelp = lazy(async () => ({ default: (await fetchParts()).KeyHelp }));
export const MoveDialog = lazy(async () => ({ default: (await fetchParts()).MoveDialog }));
export const NodePanel = lazy(async () => ({ default: (await fetchParts()).NodePanel }));
export const RowMenuItems = lazy(async () => ({ default: (await fetchParts()).RowMenuItems }));
export const ZoomPath = lazy(async () => ({ default: (await fetchParts()).ZoomPath }));
