import { Login } from "../../features/session/login.tsx";

export default function LoginPage() {
  return <Login />;
}
