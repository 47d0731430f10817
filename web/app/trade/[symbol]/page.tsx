import { Trade } from "../../../features/trade/index.tsx";

export default async function TradePage({ params }: { params: Promise<{ symbol: string }> }) {
  const { symbol } = await params;
  return <Trade symbol={decodeURIComponent(symbol).toUpperCase()} />;
}
