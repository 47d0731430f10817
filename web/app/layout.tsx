import type { Metadata } from "next";
import localFont from "next/font/local";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { ServicesProvider } from "../lib/services.tsx";
import "./globals.css";

export const metadata: Metadata = { title: "HFT terminal", description: "Paper trading terminal" };

const inter = localFont({ src: "./fonts/inter-latin-wght-normal.woff2", variable: "--font-inter" });

/** Rendered per request, so that every page carries the nonce of its own policy. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  await connection();
  return (
    <html lang="en" className={inter.variable}>
      <body>
        <ServicesProvider>{children}</ServicesProvider>
      </body>
    </html>
  );
}
