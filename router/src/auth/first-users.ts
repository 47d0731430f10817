import { readFile } from "node:fs/promises";
import { type Log, ROLES } from "@hft/service-kit";
import { z } from "zod";
import { hashPassword } from "./passwords.ts";
import type { IdentityStore } from "./store/identity-store.ts";

/** A new user, as the credentials file and `POST /auth/users` spell it. */
export const newUser = z.object({
  username: z.string().regex(/^[a-z0-9._-]{1,32}$/),
  password: z.string().min(8).max(256),
  roles: z.array(z.enum(ROLES)).min(1),
  accounts: z
    .array(z.string().regex(/^[a-zA-Z0-9._-]{1,16}$/))
    .max(16)
    .default([]),
});

/** Adds one user; false when the name is taken. */
export async function addUser(
  store: Pick<IdentityStore, "addUser">,
  user: z.output<typeof newUser>,
): Promise<boolean> {
  const passwordHash = await hashPassword(user.password);
  const { username: subject, roles, accounts } = user;
  return store.addUser({ subject, passwordHash, roles, accounts });
}

/** Adds the users of the first start that do not exist yet; users that do are left as they are. */
export async function loadFirstUsers(store: IdentityStore, file: string, log: Log): Promise<void> {
  const users = z.array(newUser).parse(JSON.parse(await readFile(file, "utf8")));
  for (const user of users) {
    if (await store.findUser(user.username)) continue;
    if (await addUser(store, user)) log.info({ username: user.username }, "Added a first user");
  }
}
