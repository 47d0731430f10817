import { type FormEvent, type ReactNode, useState } from "react";
import { type Login, logIn, type Session } from "./session.ts";

const text = (form: FormData, name: string): string => String(form.get(name) ?? "");

function readForm(event: FormEvent<HTMLFormElement>): Login {
  const form = new FormData(event.currentTarget);
  if (form.has("apiKey")) return { apiKey: text(form, "apiKey") };
  return { username: text(form, "username"), password: text(form, "password") };
}

function Field(props: { label: string; name: string; type?: string; hint: string }): ReactNode {
  const { label, name, type = "text", hint } = props;
  return (
    <label>
      {label}
      <input name={name} type={type} autoComplete={hint} spellCheck={false} required />
    </label>
  );
}

/** A user's password or an API key; `notice` says why somebody is asked again. */
export function LoginForm(props: {
  notice: string | undefined;
  onLogin: (session: Session) => void;
}): ReactNode {
  const [problem, setProblem] = useState(props.notice);
  const [isBusy, setBusy] = useState(false);

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    setBusy(true);
    logIn(readForm(event)).then(props.onLogin, (error: unknown) => {
      setProblem(error instanceof Error ? error.message : String(error));
      setBusy(false);
    });
  }

  return (
    <main className="login" aria-busy={isBusy}>
      <h1>HFT platform: schema explorer</h1>
      <p role="alert">{problem}</p>
      <form onSubmit={submit}>
        <Field label="User name" name="username" hint="username" />
        <Field label="Password" name="password" type="password" hint="current-password" />
        <button type="submit" disabled={isBusy}>
          Log in
        </button>
      </form>
      <form onSubmit={submit}>
        <Field label="or an API key" name="apiKey" type="password" hint="off" />
        <button type="submit" disabled={isBusy}>
          Use key
        </button>
      </form>
      <p className="hint">
        Kept in the memory of this page only. Every role may read the schema; roles and accounts
        decide what an operation may do.
      </p>
    </main>
  );
}
