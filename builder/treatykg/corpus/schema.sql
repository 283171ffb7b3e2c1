-- The ledger of a corpus. Everything but `builds`, `changes` and `findings` is a function of the articles and the extractor; the
-- store in graph/ is a function of the ledger.
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE builds (
  id INTEGER PRIMARY KEY,
  version TEXT NOT NULL,            -- of the extractor
  started TEXT NOT NULL,            -- UTC, ISO 8601
  finished TEXT                     -- null while it runs, or when it was killed
);

CREATE TABLE articles (
  id TEXT PRIMARY KEY,
  input TEXT NOT NULL,              -- SHA-256 of text and metadata
  version TEXT NOT NULL,
  build INTEGER NOT NULL REFERENCES builds (id),  -- that made the record
  since INTEGER NOT NULL REFERENCES builds (id),  -- that first saw this input
  title TEXT,
  published TEXT,
  url TEXT,
  publisher TEXT,
  triples INTEGER NOT NULL,
  counts TEXT NOT NULL,             -- JSON
  said BLOB NOT NULL,               -- packed N-Quads of its own graph, with the identifiers it has alone
  background BLOB NOT NULL,         -- packed N-Quads
  written TEXT                      -- fingerprint of what the store has of it; null when that is not known
);

CREATE TABLE profiles (
  article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  profile TEXT NOT NULL,            -- JSON of treatykg.resolution
  PRIMARY KEY (article, number)
) WITHOUT ROWID;

CREATE TABLE failures (
  source TEXT PRIMARY KEY,          -- id of an article, or a file, line or address
  build INTEGER NOT NULL REFERENCES builds (id),
  reason TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE changes (
  build INTEGER NOT NULL REFERENCES builds (id),
  article TEXT NOT NULL,
  change TEXT NOT NULL CHECK (change IN ('added', 'replaced', 'removed')),
  PRIMARY KEY (build, article)
) WITHOUT ROWID;

-- Which original is which canonical thing; only where they differ.
CREATE TABLE identities (
  article TEXT NOT NULL,
  original TEXT NOT NULL,
  canonical TEXT NOT NULL,
  PRIMARY KEY (article, original)
) WITHOUT ROWID;
CREATE TABLE labels (canonical TEXT PRIMARY KEY, label TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE matches (
  one TEXT NOT NULL,
  other TEXT NOT NULL,
  article TEXT NOT NULL,            -- whose `one` and `other_article`'s `other` were compared; empty: the gazetteer's
  other_article TEXT NOT NULL,
  merged INTEGER NOT NULL,          -- 0: only proposed
  score REAL NOT NULL,
  decided_by TEXT NOT NULL,
  reasons TEXT NOT NULL,            -- JSON list
  PRIMARY KEY (one, other, article, other_article)
) WITHOUT ROWID;

-- What each article says of the course of each treaty, with canonical identifiers: all that derived triples stand on.
CREATE TABLE acts (
  treaty TEXT NOT NULL,
  article TEXT NOT NULL,
  quads BLOB NOT NULL,
  PRIMARY KEY (treaty, article)
) WITHOUT ROWID;
CREATE INDEX acts_of_article ON acts (article);
CREATE TABLE touched (treaty TEXT PRIMARY KEY) WITHOUT ROWID;  -- whose derived triples are to be made again
CREATE TABLE gone (article TEXT PRIMARY KEY) WITHOUT ROWID;    -- whose graph is still to be taken out of the store

CREATE TABLE registers (name TEXT PRIMARY KEY, quads BLOB NOT NULL, written TEXT, report TEXT NOT NULL) WITHOUT ROWID;

-- What the shapes found in the graph of an article, kept for as long as the graph and the validator are the same.
CREATE TABLE findings (
  article TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
  written TEXT NOT NULL,            -- that of the article, and the version of the validator
  findings TEXT NOT NULL            -- JSON list
) WITHOUT ROWID;
