"use client";
import { displayDecimal, formatDecimal, placesOf } from "../../lib/money/decimal.ts";
import type { Top } from "../book/logic.ts";
import { useDesk } from "../trade/context.tsx";
import { type Draft, timesInForce } from "./logic.ts";

interface FieldProps {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
  readonly isLocked: boolean;
}

/** Radio buttons that look like a switch; the arrow keys move it as everywhere. */
function Switch<T extends string>(props: {
  name: string;
  legend: string;
  value: T;
  options: readonly { value: T; label: string; className: string }[];
  onChange: (value: T) => void;
}) {
  return (
    <fieldset className="grid grid-cols-2">
      <legend className="sr-only">{props.legend}</legend>
      {props.options.map(({ value, label, className }) => (
        <label
          key={value}
          className={`flex h-8 cursor-pointer items-center justify-center border border-line has-focus-visible:outline-2 has-focus-visible:outline-accent ${
            value === props.value ? className : "text-dim"
          }`}
        >
          <input
            type="radio"
            className="sr-only"
            name={props.name}
            checked={value === props.value}
            onChange={() => props.onChange(value)}
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}

export function SideAndType({ draft, change, isLocked }: FieldProps) {
  const { accounts } = useDesk();
  return (
    <fieldset disabled={isLocked} className="grid gap-3">
      <label className="field">
        Account
        <select value={draft.accountId} onChange={(e) => change({ accountId: e.target.value })}>
          {accounts.map(({ id }) => (
            <option key={id}>{id}</option>
          ))}
        </select>
      </label>
      <Switch
        name="side"
        legend="Side"
        value={draft.side}
        onChange={(side) => change({ side })}
        options={[
          { value: "BUY", label: "Buy", className: "bg-[#14532f] font-semibold" },
          { value: "SELL", label: "Sell", className: "bg-[#6b1f27] font-semibold" },
        ]}
      />
      <Switch
        name="ordType"
        legend="Order type"
        value={draft.ordType}
        onChange={(ordType) => change({ ordType })}
        options={[
          { value: "LIMIT", label: "Limit", className: "bg-raised font-semibold" },
          { value: "MARKET", label: "Market", className: "bg-raised font-semibold" },
        ]}
      />
      <label className="field">
        Time in force
        <select
          value={draft.timeInForce}
          onChange={(e) => change({ timeInForce: e.target.value as Draft["timeInForce"] })}
        >
          {timesInForce(draft.ordType).map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      </label>
    </fieldset>
  );
}

const SIZES = ["1", "10", "100", "1000"];

export function QuantityField({ draft, change, isLocked }: FieldProps) {
  return (
    <fieldset disabled={isLocked} className="grid gap-1">
      <label className="field">
        Quantity
        <input
          inputMode="decimal"
          autoComplete="off"
          value={draft.qty}
          onChange={(e) => change({ qty: e.target.value })}
        />
      </label>
      <div className="grid grid-cols-4 gap-1">
        {SIZES.map((qty) => (
          <button key={qty} type="button" className="button" onClick={() => change({ qty })}>
            {qty}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

export function PriceField({ draft, change, isLocked, top }: FieldProps & { top: Top }) {
  const { instrument } = useDesk();
  const places = placesOf(instrument.tickPx);
  const isMarket = draft.ordType === "MARKET";
  const chips = [
    { name: "Bid", px: top.bid },
    { name: "Ask", px: top.ask },
  ];
  return (
    <fieldset disabled={isLocked || isMarket} className="grid gap-1">
      <label className="field">
        Limit price
        <input
          inputMode="decimal"
          autoComplete="off"
          value={isMarket ? "" : draft.px}
          placeholder={isMarket ? "best available" : "0.00"}
          onChange={(e) => change({ px: e.target.value })}
        />
      </label>
      <div className="grid grid-cols-2 gap-1">
        {chips.map(({ name, px }) => (
          <button
            key={name}
            type="button"
            className="button"
            disabled={px === undefined}
            onClick={() => px !== undefined && change({ px: formatDecimal(px, places) })}
          >
            {name} {px === undefined ? "–" : displayDecimal(px, places)}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
