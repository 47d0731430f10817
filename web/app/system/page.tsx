import { System } from "../../features/system/index.tsx";

export default function SystemPage() {
  return <System />;
}
