"use client";
import { usePathname, useRouter } from "next/navigation";
import { type ReactNode, useEffect, useSyncExternalStore } from "react";
import { useServices } from "../../lib/services.tsx";

/** Shows its children to those who are logged in and sends the others to the login page. */
export function Gate({ children }: { children: ReactNode }) {
  const { session } = useServices();
  const { kind } = useSyncExternalStore(session.subscribe, session.getState, session.getState);
  const router = useRouter();
  const path = usePathname();
  useEffect(() => {
    if (kind === "out") router.replace(`/login?next=${encodeURIComponent(path)}`);
  }, [kind, path, router]);
  if (kind !== "in") return <p className="notice">Looking for your login …</p>;
  return children;
}
