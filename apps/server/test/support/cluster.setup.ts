import { rm } from "node:fs/promises";
import type { TestProject } from "vitest/node";
import { connect } from "../../src/database/connect.ts";
import { launch } from "../../src/database/launcher.ts";
import { prepareRoles } from "../../src/database/roles.ts";
import { temporaryFolder } from "./folder.ts";

declare module "vitest" {
  interface ProvidedContext {
    cluster: { host: string; port: number; user: string; folder: string };
  }
}

/** One PostgreSQL for the whole run, in a temporary folder; each test file makes its own database in it. */
export default async function setup(project: TestProject) {
  const folder = await temporaryFolder();
  const cluster = await launch({ data: folder, bin: process.env.THRESHOLD_PG_BIN });
  const client = await connect({ address: cluster.address, database: "postgres" }, "root");
  await client.query("create database threshold_roles");
  await client.end();
  await prepareRoles({ address: cluster.address, database: "threshold_roles" });
  project.provide("cluster", { ...cluster.address, folder });
  return async () => {
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
