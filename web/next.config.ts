import { resolve } from "node:path";
import type { NextConfig } from "next";

const root = resolve(import.meta.dirname, "..");

const config: NextConfig = {
  output: "standalone",
  // The repository, so that server.js stands at web/ in the standalone folder.
  outputFileTracingRoot: root,
  turbopack: { root },
  poweredByHeader: false,
  devIndicators: false,
};

export default config;
