"use client";
import { useRouter } from "next/navigation";
import { type ChangeEvent, type FormEvent, useState } from "react";
import { useDesk } from "../trade/context.tsx";

/** Type a symbol and press Enter, or pick one of the list. */
export function SymbolSwitcher() {
  const { instrument, instruments } = useDesk();
  const router = useRouter();
  const [text, setText] = useState(instrument.symbol);
  const known = new Set(instruments.map(({ symbol }) => symbol));

  function go(symbol: string): void {
    if (known.has(symbol)) router.push(`/trade/${encodeURIComponent(symbol)}`);
    else setText(instrument.symbol);
  }
  function onChange({ target, nativeEvent }: ChangeEvent<HTMLInputElement>): void {
    setText(target.value.toUpperCase());
    // A pick of the list replaces the whole text; typing does not.
    const isTyped =
      nativeEvent instanceof InputEvent && nativeEvent.inputType.startsWith("insertT");
    const isErased =
      nativeEvent instanceof InputEvent && nativeEvent.inputType.startsWith("delete");
    if (!isTyped && !isErased && known.has(target.value)) go(target.value);
  }
  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    go(text.trim());
  }
  return (
    <form onSubmit={onSubmit}>
      <label>
        <span className="sr-only">Symbol</span>
        <input
          list="symbols"
          value={text}
          autoComplete="off"
          spellCheck={false}
          onChange={onChange}
          onFocus={(event) => event.target.select()}
          onBlur={() => setText(instrument.symbol)}
          className="h-7 w-28 border border-line bg-ground px-2 text-base font-semibold"
        />
      </label>
      <datalist id="symbols">
        {instruments.map(({ symbol }) => (
          <option key={symbol} value={symbol} />
        ))}
      </datalist>
    </form>
  );
}
