import type { DossierId } from '@meemaak/model';
import { describe, expect, it } from 'vitest';
import { CLOSE_CODES, closeReason, mayReconnect } from './close-codes.ts';
import { parseSyncPath, syncPath } from './rooms.ts';

describe('sync paths', () => {
  it('name one document, or all of a dossier', () => {
    const dossierId = 'rozenbuurt' as DossierId;
    expect(syncPath(dossierId, 'tree')).toBe('/sync/rozenbuurt/tree');
    expect(syncPath(dossierId)).toBe('/sync/rozenbuurt');
    expect(parseSyncPath('rozenbuurt', 'tree')).toEqual({ dossierId, document: 'tree' });
    expect(parseSyncPath('rozenbuurt', undefined)).toEqual({ dossierId, document: undefined });
  });

  it('[T34] refuse what is no dossier and what is no document', () => {
    expect(parseSyncPath('../etc', 'tree')).toBe('unknownDossier');
    expect(parseSyncPath('rozenbuurt', 'toString')).toBe('unknownDocument');
    expect(parseSyncPath('rozenbuurt', 'canvas')).toBe('unknownDocument');
  });
});

describe('close codes', () => {
  it('have one name each', () => {
    const codes = Object.values(CLOSE_CODES);
    expect(new Set(codes).size).toBe(codes.length);
    for (const [reason, code] of Object.entries(CLOSE_CODES))
      expect(closeReason(code)).toBe(reason);
  });

  it('say by their number whether to come back', () => {
    for (const reason of [
      'malformedFrame',
      'notSignedIn',
      'notAllowed',
      'unknownDossier',
      'unknownDocument',
      'foreignOrigin',
      'updateRefused',
      'frameTooLarge',
    ] as const) {
      expect(mayReconnect(CLOSE_CODES[reason]), reason).toBe(false);
    }
    for (const reason of [
      'accessChanged',
      'internalError',
      'storageUnavailable',
      'tooSlow',
      'restarting',
    ] as const) {
      expect(mayReconnect(CLOSE_CODES[reason]), reason).toBe(true);
    }
    expect(mayReconnect(1006)).toBe(true);
  });
});
