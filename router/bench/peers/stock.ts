// The gateway as its makers' guide builds it: @apollo/gateway, @apollo/server and express, nothing of
// ours. No auth, no limits, introspection off; telemetry off, as no process here may phone home.
import "../../src/gateway/telemetry-off.ts";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { ApolloGateway, RemoteGraphQLDataSource } from "@apollo/gateway";
import { ApolloServer } from "@apollo/server";
import { expressMiddleware } from "@as-integrations/express5";
import express from "express";
import { supergraphSdl } from "../lib/contract.ts";

const urls = JSON.parse(process.env["BENCH_SUBGRAPHS"] ?? "{}") as Record<string, string>;
const gateway = new ApolloGateway({
  supergraphSdl: supergraphSdl(),
  buildService: ({ name }) => new RemoteGraphQLDataSource({ url: urls[name] ?? "" }),
});
const server = new ApolloServer({ gateway, introspection: false });
await server.start();

const app = express();
app.use("/graphql", express.json(), expressMiddleware(server));
const http = createServer(app);
await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
process.send?.({ url: `http://127.0.0.1:${(http.address() as AddressInfo).port}` });
