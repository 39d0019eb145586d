CREATE TABLE dossiers (
  dossier_id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE parties (
  dossier_id TEXT NOT NULL REFERENCES dossiers,
  party_id TEXT NOT NULL,
  place INTEGER NOT NULL,
  name TEXT NOT NULL,
  short_name TEXT NOT NULL,
  kind TEXT NOT NULL,
  colour TEXT NOT NULL,
  PRIMARY KEY (dossier_id, party_id)
) STRICT;

CREATE TABLE participants (
  participant_id TEXT PRIMARY KEY,
  dossier_id TEXT NOT NULL REFERENCES dossiers,
  party_id TEXT NOT NULL,
  name TEXT NOT NULL,
  access_right TEXT NOT NULL,
  entered_at INTEGER NOT NULL,
  FOREIGN KEY (dossier_id, party_id) REFERENCES parties
) STRICT;

-- One browser may be in several dossiers, as somebody else in each. Only a hash of its cookie is kept.
CREATE TABLE sign_ins (
  token_hash BLOB NOT NULL,
  dossier_id TEXT NOT NULL REFERENCES dossiers,
  participant_id TEXT NOT NULL REFERENCES participants,
  PRIMARY KEY (token_hash, dossier_id)
) STRICT;

-- Append-only. `length` and `checksum` (CRC-32) tell a damaged record from a good one.
CREATE TABLE updates (
  dossier_id TEXT NOT NULL,
  document TEXT NOT NULL,
  seq INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  length INTEGER NOT NULL,
  checksum INTEGER NOT NULL,
  actor TEXT NOT NULL,
  stored_at INTEGER NOT NULL,
  PRIMARY KEY (dossier_id, document, seq)
) STRICT;

-- A document's whole state after update `seq`.
CREATE TABLE snapshots (
  dossier_id TEXT NOT NULL,
  document TEXT NOT NULL,
  seq INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  length INTEGER NOT NULL,
  checksum INTEGER NOT NULL,
  stored_at INTEGER NOT NULL,
  PRIMARY KEY (dossier_id, document, seq)
) STRICT;
