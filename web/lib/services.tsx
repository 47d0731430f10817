"use client";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { Session } from "./auth/session.ts";
import { type Api, createApi } from "./graphql/api.ts";
import { createSocket, type Socket } from "./graphql/socket.ts";

/** The ways out of the page: who we are, questions and commands, streams. */
export interface Services {
  readonly session: Session;
  readonly api: Api;
  readonly socket: Socket;
}

const ServicesContext = createContext<Services | undefined>(undefined);

export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (!services) throw new Error("useServices needs <ServicesProvider>");
  return services;
}

async function connect(): Promise<Services> {
  const response = await fetch("/config.json", { cache: "no-store" });
  const { routerUrl } = (await response.json()) as { routerUrl: string };
  const session = new Session(routerUrl);
  void session.restore();
  const api = createApi(routerUrl, session);
  return { session, api, socket: createSocket(routerUrl, session) };
}

/** One set of services for the life of the browser page, so that links keep the token in memory. */
let connecting: Promise<Services> | undefined;

export function ServicesProvider({ children }: { children: ReactNode }) {
  const [services, setServices] = useState<Services>();
  const [error, setError] = useState<string>();
  useEffect(() => {
    connecting ??= connect();
    connecting.then(setServices, (cause: unknown) => {
      connecting = undefined;
      setError(String(cause));
    });
  }, []);
  if (error)
    return <p className="notice">The terminal could not read its configuration: {error}</p>;
  if (!services) return <p className="notice">Loading the terminal …</p>;
  return <ServicesContext value={services}>{children}</ServicesContext>;
}
