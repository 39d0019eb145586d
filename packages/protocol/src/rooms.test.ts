import type { DossierId } from '@meemaak/model';
import { describe, expect, it } from 'vitest';
import { CLOSE_CODES, closeReason, mayReconnect, type CloseReason } from './close-codes.ts';
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
    const comesBack: Record<CloseReason, boolean> = {
      malformedFrame: false,
      notSignedIn: false,
      notAllowed: false,
      unknownDossier: false,
      unknownDocument: false,
      foreignOrigin: false,
      updateRefused: false,
      otherGeneration: false,
      acrossTheLine: false,
      documentFull: false,
      frameTooLarge: false,
      otherVersion: false,
      accessChanged: true,
      internalError: true,
      storageUnavailable: true,
      tooSlow: true,
      tooManyLines: true,
      restarting: true,
    };
    for (const [reason, code] of Object.entries(CLOSE_CODES)) {
      expect(mayReconnect(code), reason).toBe(comesBack[reason as CloseReason]);
    }
    expect(mayReconnect(1006)).toBe(true);
  });
});
