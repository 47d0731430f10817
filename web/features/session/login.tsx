"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useState, useSyncExternalStore } from "react";
import { useServices } from "../../lib/services.tsx";

/** Only a path of our own is gone back to. */
function nextPath(): string {
  const next = new URLSearchParams(window.location.search).get("next") ?? "";
  return /^\/(?![/\\])/.test(next) ? next : "/trade/AAPL";
}

function useLogin() {
  const { session } = useServices();
  const router = useRouter();
  const [error, setError] = useState("");
  const [isBusy, setBusy] = useState(false);
  const state = useSyncExternalStore(session.subscribe, session.getState, session.getState);
  useEffect(() => {
    if (state.kind === "in") router.replace(nextPath());
  }, [state, router]);

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    if (isBusy) return;
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setError("");
    await session
      .login(String(form.get("username")), String(form.get("password")))
      .catch((cause: Error) => setError(cause.message));
    setBusy(false);
  }
  return { error, isBusy, submit };
}

export function Login() {
  const { error, isBusy, submit } = useLogin();
  return (
    <main className="grid h-screen place-items-center">
      <form onSubmit={submit} className="panel grid w-80 gap-3 p-6">
        <h1 className="text-base font-semibold">HFT terminal</h1>
        <p className="text-dim">
          Paper trading. <code>npm run credentials</code> prints the logins.
        </p>
        <label className="field">
          User name
          <input name="username" autoComplete="username" required maxLength={64} />
        </label>
        <label className="field">
          Password
          <input name="password" type="password" autoComplete="current-password" required />
        </label>
        <p role="alert" className="min-h-4 text-down">
          {error}
        </p>
        <button type="submit" disabled={isBusy} className="button primary">
          {isBusy ? "Logging in …" : "Log in"}
        </button>
      </form>
    </main>
  );
}
