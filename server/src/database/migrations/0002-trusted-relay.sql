-- A dossier begins a new life when a backup is put back: copies of the life before must not merge into it.
ALTER TABLE dossiers ADD COLUMN generation INTEGER NOT NULL DEFAULT 1;

ALTER TABLE updates ADD COLUMN generation INTEGER NOT NULL DEFAULT 1;

-- How far Yjs walks to place it (relay/step-budget), so that opening need not count again.
ALTER TABLE updates ADD COLUMN steps INTEGER NOT NULL DEFAULT 0;
ALTER TABLE snapshots ADD COLUMN steps INTEGER NOT NULL DEFAULT 0;

-- Who used a Yjs client id first owns it, in all documents of a dossier.
CREATE TABLE client_ids (
  dossier_id TEXT NOT NULL,
  client_id INTEGER NOT NULL,
  participant_id TEXT NOT NULL,
  claimed_at INTEGER NOT NULL,
  PRIMARY KEY (dossier_id, client_id)
) STRICT, WITHOUT ROWID;
