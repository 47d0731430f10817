"use client";
import type { KeyboardEvent } from "react";

export const TABS = ["positions", "orders", "fills"] as const;
export type Tab = (typeof TABS)[number];

/** Tabs by the book: one stop for Tab, arrows between them. */
export function Tabs(props: {
  selected: Tab;
  labels: Record<Tab, string>;
  onSelect: (tab: Tab) => void;
}) {
  const { selected, labels, onSelect } = props;
  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const next = TABS[(TABS.indexOf(selected) + step + TABS.length) % TABS.length] ?? selected;
    onSelect(next);
    document.getElementById(`tab-${next}`)?.focus();
  }
  return (
    <div role="tablist" aria-label="Blotter" className="flex h-full">
      {TABS.map((tab) => (
        <button
          key={tab}
          id={`tab-${tab}`}
          type="button"
          role="tab"
          aria-selected={tab === selected}
          aria-controls="blotter-panel"
          tabIndex={tab === selected ? 0 : -1}
          onKeyDown={onKeyDown}
          onClick={() => onSelect(tab)}
          className={`px-3 ${tab === selected ? "border-b-2 border-accent font-semibold" : "text-dim"}`}
        >
          {labels[tab]}
        </button>
      ))}
    </div>
  );
}
