-- Users, their accounts and their sessions. Written only by the router, as role identity.
CREATE SCHEMA identity;

CREATE TABLE identity.users (
  subject VARCHAR(32) PRIMARY KEY,
  password_hash TEXT NOT NULL,
  roles TEXT[] NOT NULL,
  is_enabled BOOLEAN NOT NULL DEFAULT true,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

-- Which accounts a user sees and trades; an account may have several users.
CREATE TABLE identity.user_accounts (
  subject VARCHAR(32) NOT NULL REFERENCES identity.users (subject) ON DELETE CASCADE,
  account_id VARCHAR(16) NOT NULL,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  PRIMARY KEY (subject, account_id)
);
CREATE INDEX user_accounts_account ON identity.user_accounts (account_id);

-- One family per login. Only hashes are kept: a stolen table logs nobody in. A used token that
-- comes back means that it was copied, so the whole family is revoked.
CREATE TABLE identity.refresh_tokens (
  token_hash BYTEA PRIMARY KEY,
  family_id UUID NOT NULL,
  subject VARCHAR(32) NOT NULL REFERENCES identity.users (subject) ON DELETE CASCADE,
  issued_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  expires_at TIMESTAMPTZ NOT NULL,
  used_at TIMESTAMPTZ,
  revoked_at TIMESTAMPTZ
);
CREATE INDEX refresh_tokens_family ON identity.refresh_tokens (family_id);
CREATE INDEX refresh_tokens_expiry ON identity.refresh_tokens (expires_at);

-- Keys made by rotation, for all router replicas. The private half is sealed (AES-256-GCM) under
-- a key derived from JWT_SIGNING_KEY, which never enters the database.
CREATE TABLE identity.signing_keys (
  kid VARCHAR(64) PRIMARY KEY,
  public_jwk JSONB NOT NULL,
  sealed_private_jwk BYTEA NOT NULL,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

GRANT USAGE ON SCHEMA identity TO identity;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA identity TO identity;
