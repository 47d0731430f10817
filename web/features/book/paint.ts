import { decimalOf, displayDecimal, placesOf } from "../../lib/money/decimal.ts";
import type { Ladder, LadderRow } from "./logic.ts";

export const ROW_HEIGHT = 18;
export const SPREAD_HEIGHT = 24;
const EDGE = 8;

const COLOURS = {
  ground: "#12161c",
  ink: "#e6e9ee",
  dim: "#8b95a3",
  line: "#232a34",
  hover: "#1a2029",
  BUY: "#2fbf71",
  SELL: "#f0616d",
  barBUY: "rgba(47,191,113,0.16)",
  barSELL: "rgba(240,97,109,0.16)",
  own: "#5aa9ff",
} as const;

export interface LadderPicture {
  readonly ladder: Ladder;
  readonly tickPx: string;
  readonly lotQty: string;
  readonly spread: string;
  readonly rowsASide: number;
  readonly hoverY: number | undefined;
}

/** How many rows a side fit into a height. */
export const rowsThatFit = (height: number): number =>
  Math.max(1, Math.floor((height - SPREAD_HEIGHT) / 2 / ROW_HEIGHT));

/** Top of a row: asks stand above the spread with the best at the bottom, bids below it. */
export function rowTop(side: "BUY" | "SELL", index: number, rowsASide: number): number {
  const middle = rowsASide * ROW_HEIGHT;
  return side === "SELL"
    ? middle - (index + 1) * ROW_HEIGHT
    : middle + SPREAD_HEIGHT + index * ROW_HEIGHT;
}

/** The row under a height of the canvas. */
export function rowAt(ladder: Ladder, y: number, rowsASide: number): LadderRow | undefined {
  const middle = rowsASide * ROW_HEIGHT;
  if (y < middle) return ladder.asks[Math.floor((middle - y) / ROW_HEIGHT)];
  if (y < middle + SPREAD_HEIGHT) return undefined;
  return ladder.bids[Math.floor((y - middle - SPREAD_HEIGHT) / ROW_HEIGHT)];
}

/** Draws everything and returns how many rows really were drawn. */
export function paintLadder(
  context: CanvasRenderingContext2D,
  size: { width: number; height: number; scale: number; font: string },
  picture: LadderPicture,
): { bids: number; asks: number } {
  context.setTransform(size.scale, 0, 0, size.scale, 0, 0);
  context.fillStyle = COLOURS.ground;
  context.fillRect(0, 0, size.width, size.height);
  context.font = `12px ${size.font}`;
  context.textBaseline = "middle";
  paintSpread(context, size.width, picture);
  const paintSide = (rows: readonly LadderRow[]) =>
    rows.filter((row, index) => {
      const top = rowTop(row.side, index, picture.rowsASide);
      const fits = top >= 0 && top + ROW_HEIGHT <= size.height;
      if (fits) paintRow(context, { row, top, width: size.width }, picture);
      return fits;
    }).length;
  return { bids: paintSide(picture.ladder.bids), asks: paintSide(picture.ladder.asks) };
}

function paintSpread(
  context: CanvasRenderingContext2D,
  width: number,
  picture: LadderPicture,
): void {
  const top = picture.rowsASide * ROW_HEIGHT;
  context.fillStyle = COLOURS.line;
  context.fillRect(0, top, width, 1);
  context.fillRect(0, top + SPREAD_HEIGHT - 1, width, 1);
  context.fillStyle = COLOURS.dim;
  context.textAlign = "center";
  context.fillText(picture.spread, width / 2, top + SPREAD_HEIGHT / 2);
}

function paintRow(
  context: CanvasRenderingContext2D,
  { row, top, width }: { row: LadderRow; top: number; width: number },
  { ladder, tickPx, lotQty, hoverY }: LadderPicture,
): void {
  const middle = top + ROW_HEIGHT / 2 + 1;
  if (hoverY !== undefined && hoverY >= top && hoverY < top + ROW_HEIGHT) {
    context.fillStyle = COLOURS.hover;
    context.fillRect(0, top, width, ROW_HEIGHT);
  }
  const share = ladder.deepest > 0n ? Number((row.cumulative * 1000n) / ladder.deepest) / 1000 : 0;
  context.fillStyle = row.side === "BUY" ? COLOURS.barBUY : COLOURS.barSELL;
  context.fillRect(width - share * width, top + 1, share * width, ROW_HEIGHT - 2);
  if (row.own > 0n) {
    context.fillStyle = COLOURS.own;
    context.fillRect(0, top + 2, 3, ROW_HEIGHT - 4);
  }
  context.textAlign = "left";
  context.fillStyle = row.level ? COLOURS[row.side] : COLOURS.dim;
  context.fillText(displayDecimal(decimalOf(row.px), placesOf(tickPx)), EDGE, middle);
  context.textAlign = "right";
  context.fillStyle = COLOURS.ink;
  const places = placesOf(lotQty);
  context.fillText(displayDecimal(decimalOf(row.level?.qty), places), width * 0.64, middle);
  context.fillStyle = COLOURS.dim;
  context.fillText(displayDecimal(row.cumulative, places), width - EDGE, middle);
}
