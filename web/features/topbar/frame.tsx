"use client";
import Link from "next/link";
import type { ReactNode } from "react";
import { useServices } from "../../lib/services.tsx";
import { ConnectionPill } from "../connection/pill.tsx";

/** The bar on top of every page: where to go, that it is paper money, how the connection is, who one is. */
export function TopBar({ children, me }: { children?: ReactNode; me?: string }) {
  const { session } = useServices();
  return (
    <header className="flex h-10 shrink-0 items-center gap-4 border-b border-line bg-panel px-3 whitespace-nowrap">
      <span className="text-base font-semibold">HFT</span>
      {children}
      <nav aria-label="Pages" className="ml-auto flex items-center gap-3">
        <Link href="/trade/AAPL">Trade</Link>
        <Link href="/system">System</Link>
      </nav>
      <span className="bg-warn px-1.5 py-0.5 font-semibold text-ground">PAPER</span>
      <ConnectionPill />
      {me ? <span className="text-dim">{me}</span> : null}
      <button type="button" className="button" onClick={() => void session.logout()}>
        Log out
      </button>
    </header>
  );
}
