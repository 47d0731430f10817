import { decimalOf, displayDecimal, placesOf } from "../../lib/money/decimal.ts";
import type { Ladder, LadderRow } from "./logic.ts";

const ROW_HEIGHT = 18;
const SPREAD_HEIGHT = 24;
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
  readonly geometry: Geometry;
  readonly hoverY: number | undefined;
}

/** Where rows stand on a canvas of some height. */
export interface Geometry {
  readonly rowsASide: number;
  readonly rowHeight: number;
  /** Top of the spread between the sides. */
  readonly middle: number;
}

/** As many rows of at least the usual height as fit, stretched to leave no rest. */
export function geometryOf(height: number): Geometry {
  const side = Math.max(ROW_HEIGHT, (height - SPREAD_HEIGHT) / 2);
  const rowsASide = Math.floor(side / ROW_HEIGHT);
  return { rowsASide, rowHeight: side / rowsASide, middle: side };
}

/** Top of a row: asks stand above the spread with the best at the bottom, bids below it. */
export function rowTop(side: "BUY" | "SELL", index: number, geometry: Geometry): number {
  const { middle, rowHeight } = geometry;
  if (side === "SELL") return middle - (index + 1) * rowHeight;
  return middle + SPREAD_HEIGHT + index * rowHeight;
}

/** The row under a height of the canvas. */
export function rowAt(ladder: Ladder, y: number, geometry: Geometry): LadderRow | undefined {
  const { middle, rowHeight } = geometry;
  if (y < middle) return ladder.asks[Math.floor((middle - y) / rowHeight)];
  if (y < middle + SPREAD_HEIGHT) return undefined;
  return ladder.bids[Math.floor((y - middle - SPREAD_HEIGHT) / rowHeight)];
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
      const top = rowTop(row.side, index, picture.geometry);
      const bottom = top + picture.geometry.rowHeight;
      const fits = top > -1 && bottom < size.height + 1;
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
  const top = picture.geometry.middle;
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
  { ladder, tickPx, lotQty, hoverY, geometry }: LadderPicture,
): void {
  const { rowHeight } = geometry;
  const middle = top + rowHeight / 2 + 1;
  if (hoverY !== undefined && hoverY >= top && hoverY < top + rowHeight) {
    context.fillStyle = COLOURS.hover;
    context.fillRect(0, top, width, rowHeight);
  }
  const share = ladder.deepest > 0n ? Number((row.cumulative * 1000n) / ladder.deepest) / 1000 : 0;
  context.fillStyle = row.side === "BUY" ? COLOURS.barBUY : COLOURS.barSELL;
  context.fillRect(width - share * width, top + 1, share * width, rowHeight - 2);
  if (row.own > 0n) {
    context.fillStyle = COLOURS.own;
    context.fillRect(0, top + 2, 3, rowHeight - 4);
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
