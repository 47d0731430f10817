import { spawnSync } from "node:child_process";
import { timed } from "./timed.mjs";

/** What engine and bridge are built with; engine.Dockerfile installs the same. */
export const ENGINE_PACKAGES = [
  "build-essential cmake ninja-build pkg-config libzmq3-dev cppzmq-dev librdkafka-dev",
  "libspdlog-dev libfmt-dev libgtest-dev libabsl-dev libcli11-dev libcpp-httplib-dev",
  "prometheus-cpp-dev zlib1g-dev librapidcheck-dev libbenchmark-dev libboost-dev",
  "nlohmann-json3-dev",
].flatMap((line) => line.split(" "));

/** Services, and the browser the tests look through. */
const SERVICE_PACKAGES = [
  "redis-server",
  "openjdk-17-jre-headless",
  "maven",
  "chromium",
  "ca-certificates",
];
const PACKAGES = [...ENGINE_PACKAGES, ...SERVICE_PACKAGES];

/** Packages only one command needs. */
const EXTRA = {
  check: ["clang-format"],
  test: ["python3-pip", "python3-venv"],
  load: ["python3-pip"],
  "test-bare": ["debootstrap"],
};

/** Commands that build and run nothing: a machine with Docker alone can use them. */
const WITHOUT_PACKAGES = ["credentials", "secrets"];

function missingOf(packages) {
  const format = "-f=${Package} ${db:Status-Status}\n";
  const { stdout, error } = spawnSync("dpkg-query", ["-W", format, ...packages], {
    encoding: "utf8",
  });
  if (error) stop(`dpkg-query cannot be run (${error.code}): this set-up knows Debian and Ubuntu.`);
  const installed = new Set(
    stdout
      .split("\n")
      .filter((line) => line.endsWith(" installed"))
      .map((line) => line.split(" ")[0]),
  );
  return packages.filter((name) => !installed.has(name));
}

/** Installs what is missing as root or with --yes; otherwise names the line that would, and stops. */
export function ensureSystemPackages({ command, yes }) {
  if (WITHOUT_PACKAGES.includes(command)) return;
  const missing = missingOf([...PACKAGES, ...(EXTRA[command] ?? [])]);
  if (missing.length === 0) return;
  const isRoot = process.getuid() === 0;
  const line = `apt-get install -y --no-install-recommends ${missing.join(" ")}`;
  if (!isRoot && !yes) stop(`Missing system packages. Install them with:\n\n  sudo ${line}\n`);
  const prefix = isRoot ? [] : ["sudo"];
  timed(`apt-get install (${missing.length} packages)`, () => {
    apt([...prefix, "env", "apt-get", "update", "-qq"]);
    // Run level 1 keeps Debian from starting its own redis service, which nothing here uses.
    const quiet = ["DEBIAN_FRONTEND=noninteractive", "RUNLEVEL=1"];
    apt([...prefix, "env", ...quiet, ...line.split(" "), "-qq"]);
  });
}

function apt([file, ...args]) {
  const { status, stdout, stderr } = spawnSync(file, args, {
    encoding: "utf8",
    maxBuffer: 1 << 28,
    stdio: ["inherit", "pipe", "pipe"],
  });
  if (status !== 0) stop(`${stdout ?? ""}${stderr ?? ""}\nThis failed: ${file} ${args.join(" ")}`);
}

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
