// Imported before anything of @apollo/gateway: since 2.14.0 the constructor starts an exporter to
// Apollo unless this variable says no. Ours is never allowed to phone home, whatever the
// environment says, so it is forced here and not left to deployment.
process.env["APOLLO_TELEMETRY_DISABLED"] = "1";
