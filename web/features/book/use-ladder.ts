"use client";
import { type PointerEvent, type RefObject, useEffect, useMemo } from "react";
import { decimalOf, displayDecimal, formatDecimal, placesOf } from "../../lib/money/decimal.ts";
import type { Desk } from "../trade/context.tsx";
import {
  type Ladder,
  type LadderPrices,
  ladderOf,
  ownQuantities,
  pricesOf,
  topOf,
} from "./logic.ts";
import { type Geometry, geometryOf, paintLadder, rowAt } from "./paint.ts";

/** Draws the book straight from its table, past React: it changes with every frame. */
export class LadderPainter {
  readonly #desk: Desk;
  #canvas: HTMLCanvasElement | undefined;
  #hoverY: number | undefined;
  /** Prices hold still while the pointer is over them, so that no click lands on another price. */
  #frozen: LadderPrices | undefined;
  #ladder: Ladder | undefined;
  #geometry: Geometry = geometryOf(0);

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  attach(canvas: HTMLCanvasElement): () => void {
    this.#canvas = canvas;
    const { book, orders } = this.#desk;
    const observer = new ResizeObserver(this.#draw);
    observer.observe(canvas);
    const stops = [book.subscribe(this.#draw), orders.subscribe(this.#draw)];
    return () => {
      observer.disconnect();
      for (const stop of stops) stop();
      this.#canvas = undefined;
    };
  }

  hover(y: number | undefined): void {
    const rows = this.#desk.book.getView().rows;
    if (y === undefined) this.#frozen = undefined;
    else this.#frozen ??= pricesOf(rows, this.#geometry.rowsASide);
    this.#hoverY = y;
    this.#draw();
  }

  priceAt(y: number): string | undefined {
    return this.#ladder && rowAt(this.#ladder, y, this.#geometry)?.px;
  }

  readonly #draw = (): void => {
    const canvas = this.#canvas;
    const context = canvas?.getContext("2d");
    if (!canvas || !context) return;
    const { clientWidth: width, clientHeight: height } = canvas;
    const scale = window.devicePixelRatio;
    if (canvas.width !== Math.round(width * scale)) canvas.width = Math.round(width * scale);
    if (canvas.height !== Math.round(height * scale)) canvas.height = Math.round(height * scale);
    this.#geometry = geometryOf(height);
    const ladder = this.#compose();
    const { tickPx, lotQty } = this.#desk.instrument;
    const font = getComputedStyle(canvas).fontFamily;
    const drawn = paintLadder(
      context,
      { width, height, scale, font },
      {
        ladder,
        tickPx,
        lotQty,
        spread: this.#spread(),
        geometry: this.#geometry,
        hoverY: this.#hoverY,
      },
    );
    canvas.dataset["bidRows"] = String(drawn.bids);
    canvas.dataset["askRows"] = String(drawn.asks);
    canvas.dataset["frozen"] = String(this.#frozen !== undefined);
  };

  #compose(): Ladder {
    const { book, orders, instrument } = this.#desk;
    const levels = book.getView().rows;
    const own = ownQuantities(orders.getView().rows, instrument.symbol);
    const prices = this.#frozen ?? pricesOf(levels, this.#geometry.rowsASide);
    this.#ladder = ladderOf(levels, prices, own);
    return this.#ladder;
  }

  #spread(): string {
    const { spread } = topOf(this.#desk.book.getView().rows);
    if (spread === undefined) return "One side is empty";
    return `spread ${displayDecimal(spread, placesOf(this.#desk.instrument.tickPx))}`;
  }
}

export function useLadder(desk: Desk, canvas: RefObject<HTMLCanvasElement | null>) {
  const painter = useMemo(() => new LadderPainter(desk), [desk]);
  useEffect(() => (canvas.current ? painter.attach(canvas.current) : undefined), [painter, canvas]);
  const yOf = (event: PointerEvent<HTMLCanvasElement>) => event.nativeEvent.offsetY;
  return {
    onPointerMove: (event: PointerEvent<HTMLCanvasElement>) => painter.hover(yOf(event)),
    onPointerLeave: () => painter.hover(undefined),
    onPointerDown(event: PointerEvent<HTMLCanvasElement>) {
      const px = painter.priceAt(yOf(event));
      const places = placesOf(desk.instrument.tickPx);
      if (px) desk.picked.pick(formatDecimal(decimalOf(px), places));
    },
  };
}
