-- Keys of programs. Only a hash of the secret is kept, and a key never reaches beyond what its owner may do now.
CREATE TABLE identity.api_keys (
  id VARCHAR(12) PRIMARY KEY,
  secret_hash BYTEA NOT NULL,
  subject VARCHAR(32) NOT NULL REFERENCES identity.users (subject) ON DELETE CASCADE,
  name VARCHAR(64) NOT NULL,
  -- Null in either: whatever the owner has.
  roles TEXT[],
  accounts VARCHAR(16)[],
  is_read_only BOOLEAN NOT NULL DEFAULT false,
  -- Addresses and networks it may be used from; none: from anywhere.
  addresses TEXT[] NOT NULL DEFAULT '{}',
  created_by VARCHAR(32) NOT NULL,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  expires_at TIMESTAMPTZ NOT NULL,
  revoked_at TIMESTAMPTZ
);
CREATE INDEX api_keys_subject ON identity.api_keys (subject);

GRANT SELECT, INSERT, UPDATE, DELETE ON identity.api_keys TO identity;
